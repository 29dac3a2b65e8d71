# --format, --filter, -q and --no-trunc of ps, network ls, inspect.
docker network create --label tier=front --internal inner
docker network create app
docker run -d --name web --network app -p 8080:80 --label role=web nginx
docker run -d --name db --network app --label role=db redis
docker create --name idle --network inner alpine
docker ps --format '{{.Names}}'
docker ps --format '{{.Names}} {{.Image}} {{.Command}} {{.Ports}} {{.State}} {{.Networks}}'
docker ps --format 'table {{.Names}}\t{{.Image}}\t{{.Networks}}\t{{.Ports}}'
docker ps -a --format '{{.Names}}: {{.State}}'
docker ps --no-trunc --format '{{.Names}} {{.Command}}'
docker ps --format '{{.Labels}} {{.Label "role"}}'
docker ps -q | wc -l
docker ps -aq | wc -l
docker ps -n 1 --format '{{.Names}}'
docker ps -l --format '{{.Names}}'
docker ps --filter name=we --format '{{.Names}}'
docker ps -a --filter status=created --format '{{.Names}}'
docker ps --filter network=app --format '{{.Names}}'
docker ps --filter publish=8080 --format '{{.Names}}'
docker ps --filter expose=80 --format '{{.Names}}'
docker ps --filter label=role=db --format '{{.Names}}'
docker ps --filter ancestor=nginx --format '{{.Names}}'
docker ps --filter since=web --format '{{.Names}}'
docker network ls
docker network ls --no-trunc | wc -l
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.IPv6}} {{.Labels}}'
docker network ls --format 'table {{.Name}}\t{{.Driver}}'
docker network ls --filter label=tier=front --format '{{.Name}}'
docker network ls --filter driver=bridge --filter name=app --format '{{.Name}}'
docker network inspect -f '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.Attachable}} {{len .Containers}}' app inner
docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{println}}{{end}}' app
docker network inspect -f '{{json .IPAM.Config}}' app
docker network inspect -f '{{json .Labels}} {{json .Options}}' inner
docker network inspect -f '{{index .Labels "tier"}}' inner
docker inspect -f '{{.Name}} {{.State.Status}} {{.State.Running}} {{.Config.Image}} {{.HostConfig.NetworkMode}}' web db idle
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}}={{$v.IPAddress}} {{end}}' web
docker inspect -f '{{.NetworkSettings.Networks.app.IPAddress}} {{.NetworkSettings.Networks.app.Gateway}}' web
docker inspect -f '{{json .NetworkSettings.Ports}}' web db
docker inspect -f '{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}}' web
docker inspect -f '{{range $p, $c := .NetworkSettings.Ports}}{{$p}} -> {{(index $c 0).HostPort}}{{end}}' web
docker inspect -f '{{.NetworkSettings.Networks.nosuch.IPAddress}}' web
docker inspect -f '{{.NetworkSettings.Networks.nosuch}}' web
docker inspect -f '{{json .Config.Cmd}} {{json .Config.ExposedPorts}} {{json .Config.Labels}}' web
docker inspect -f '{{.Config.Hostname}}' web | wc -c
docker inspect -f '{{if .State.Running}}up{{else}}down{{end}}' web idle
docker inspect -f '{{upper .Name}} {{len .Name}} {{printf "%q" .Name}} {{join .Config.Cmd "+"}}' web
docker inspect -f '{{eq .Name "/web"}} {{and true false}} {{or "" "x"}} {{not true}}' web
docker inspect --type network -f '{{.Name}}' app
docker inspect --type container app
docker inspect -f '{{.Name}}' app web
docker images --format '{{.Repository}}:{{.Tag}}' | sort
