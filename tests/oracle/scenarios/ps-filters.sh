# docker ps: every filter, alone and together, and what each column says.
docker network create front
docker run -d --name web --network front -p 8080:80 -p 8443:443 --label tier=web --label env=prod nginx
docker run -d --name api --network front --expose 9000-9002 --label tier=api goals-node
docker run -d --name job --label env=test alpine false
docker run --name once alpine sh -c 'exit 3'
docker create --name idle --label tier alpine sleep 1000
docker run -d --name held alpine sleep 'a b' c "d e f g h i j k"
docker pause api
docker ps -a --format 'table {{.Names}}\t{{.Image}}\t{{.Command}}\t{{.State}}\t{{.Ports}}\t{{.Networks}}'
docker ps -a --filter status=exited --format '{{.Names}}'
docker ps -a --filter status=paused --format '{{.Names}}'
docker ps -a --filter status=running --filter status=created --format '{{.Names}}'
docker ps -a --filter status=foo
docker ps -a --filter exited=3 --format '{{.Names}}'
docker ps -a --filter exited=1 --format '{{.Names}}'
docker ps -a --filter exited=x
docker ps -a --filter label=tier --format '{{.Names}}'
docker ps -a --filter label=tier=web --filter label=env=prod --format '{{.Names}}'
docker ps -a --filter label=tier=web --filter label=env=test --format '{{.Names}}'
docker ps -a --filter name=^/?w --format '{{.Names}}'
docker ps -a --filter name=e --filter name=o --format '{{.Names}}'
docker ps --filter name=web --filter network=front --format '{{.Names}}'
docker ps --filter network=nosuch --format '{{.Names}}'
docker ps --filter publish=8080-8090 --format '{{.Names}}'
docker ps --filter publish=80 --format '{{.Names}}'
docker ps --filter expose=9001/tcp --format '{{.Names}}'
docker ps --filter expose=9000-9100/udp --format '{{.Names}}'
docker ps -a --filter before=api --format '{{.Names}}'
docker ps -a --filter since=api --format '{{.Names}}'
docker ps -a --filter since=nosuch
docker ps -a --filter ancestor=alpine --format '{{.Names}}'
docker ps -a --filter ancestor=nosuch --format '{{.Names}}'
docker ps -a --filter health=none --format '{{.Names}}'
docker ps -a --filter volume=v --format '{{.Names}}'
docker ps -a --filter is-task=true --format '{{.Names}}'
docker ps --filter foo=bar
docker ps --filter foo
docker ps -n 2 --format '{{.Names}}'
docker ps -l --format '{{.Names}}'
docker ps -aq --no-trunc | head -n 1 | wc -c
docker ps -a --no-trunc --filter name=held --format '{{.Command}}'
docker ps -a --format '{{.Names}}' --filter label=env | sort
docker ps --format '{{json .}}' --filter name=web | grep -c '"Names":"web"'
docker ps --format '{{.Names}} {{.Foo}}'
docker ps --format '{{.Names'
docker ps --format '{{upper .Names}} {{truncate .Image 3}} {{pad .State 1 2}}|{{len .Names}} {{split .Ports ","}}' --filter name=web
docker ps --format 'table {{.ID}}' --filter name=nosuch
docker ps --format '{{.Label "tier"}} {{.Label "nosuch"}}' --filter label=tier
docker ps extra
docker ps -s --format '{{.Names}} {{.Size}}' --filter name=web
docker ps -a --format '{{.Names}} {{.Status}}' --filter name=once --filter name=job | cut -d' ' -f1-3
docker ps -a --format '{{.Names}} {{.Mounts}}{{.LocalVolumes}}' --filter name=idle
docker container ls -a --filter name=idle --format '{{.Names}} {{.Status}}'
docker container ps -q | wc -l
docker container list --format '{{.Names}}'
docker ps | head -n 1
