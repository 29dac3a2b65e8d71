# docker create refusing, and values of filters that are wrong.
docker network create one
docker create --name a alpine
docker create --name c1 nosuchimage
docker create --name bad/name alpine
docker create --name c1 --network nosuch alpine
docker create --name c1 -p 99999:80 alpine
docker create --name c1 --nosuch alpine
docker create
docker create --name c9 --ip 1.2.3.4 alpine
docker create --name d1 --network one --ip 10.1.2.3 alpine
docker create --name c8 -p 80:80 --network container:nosuch alpine
docker create --name c2 --network-alias x alpine
docker create --name c3 --link nosuch alpine
docker create --name c4 -v /nosuch alpine nosuchcmd
docker start c4
docker create --name c4 alpine
docker create --name c5 --restart always --rm alpine
docker create --name c6 --network host -p 80:80 alpine
docker create --name c7 --mac-address foo alpine
docker ps -a --filter health=foo
docker ps -a --filter is-task=foo
docker ps -a --filter publish=foo
docker ps -a --filter expose=80/foo
docker ps -a --filter before=nosuch --filter status=foo
docker ps -a --filter label
docker ps -a --filter '' --format '{{.Names}}'
docker ps -a --filter volume=x --format '{{.Names}}'
docker ps -a --filter exited=0 --format '{{.Names}}'
docker ps -a --filter name='[' --format '{{.Names}}'
docker ps -a --filter id=nosuch --format '{{.Names}}'
docker ps -a --last x
docker ps -a --filter status=dead --format '{{.Names}}'
docker network ls --filter dangling=maybe
docker network ls --filter scope=foo --format '{{.Name}}'
docker network ls --filter driver=foo --format '{{.Name}}'
docker network ls --filter name='^o' --format '{{.Name}}'
docker network prune -f --filter until=1h
docker network prune -f --filter foo=bar
docker network prune -f --filter label!=keep
docker network create --label keep two
docker network create --label tier=x three
docker network prune -f --filter label=tier=y
docker network prune -f --filter label!=keep
docker network prune -f --filter until=foo
docker network prune -f --filter label=keep
docker container prune -f --filter label=x
docker container prune -f --filter until=24h
docker container prune -f --filter foo=bar
docker container prune -f --filter label!=x | tail -n 1
docker ps -aq
docker system prune -f --filter foo=bar
docker images --filter foo=bar
docker images --filter reference=nosuch
