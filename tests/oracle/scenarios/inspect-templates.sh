# Go templates over what docker inspect, network inspect, info, version and images tell.
docker network create --subnet 10.9.0.0/24 --label a=1 --label b=2 lab
docker run -d --name web --network lab --ip 10.9.0.10 --mac-address 02:42:0a:09:00:99 --hostname site --domainname example.net --dns 9.9.9.9 --dns-search corp.test --dns-option ndots:2 --add-host db:10.9.0.20 -p 8080:80 -p 8053:53/udp -e MODE=prod --label x=y --restart on-failure:3 nginx
docker run -d --name two --link web:w --network lab --network-alias other --expose 7000 alpine
docker inspect -f '{{range $i, $e := .Config.Env}}{{$i}}={{$e}};{{end}}' web | grep -c MODE=prod
docker inspect -f '{{.Config.Hostname}}.{{.Config.Domainname}} {{.HostConfig.Dns}} {{.HostConfig.DnsSearch}} {{.HostConfig.DnsOptions}} {{.HostConfig.ExtraHosts}}' web
docker inspect -f '{{json .HostConfig.Dns}} {{json .HostConfig.ExtraHosts}} {{json .HostConfig.Links}} {{json .HostConfig.PortBindings}}' web two
docker inspect -f '{{with index .NetworkSettings.Networks "lab"}}{{.IPAddress}} {{.MacAddress}} {{.IPPrefixLen}}{{end}}' web
docker inspect -f '{{json (index .NetworkSettings.Networks "lab").IPAMConfig}} {{json .NetworkSettings.Networks.lab.Links}} {{json .NetworkSettings.Networks.lab.DriverOpts}}' web two
docker inspect -f '{{range $p, $b := .NetworkSettings.Ports}}{{$p}}{{range $b}} {{.HostIp}}:{{.HostPort}}{{else}} none{{end}}{{println}}{{end}}' web two
docker inspect -f '{{len .NetworkSettings.Networks}} {{len .NetworkSettings.Ports}} {{len .Config.Labels}}' web two
docker inspect -f '{{printf "%s|%10s|%-10s|%d|%05d|%v|%t" .Name .Name .Name 7 42 .State.Running .State.Running}}' web
docker inspect -f '{{join .Config.Cmd " "}}|{{.Path}}|{{.Args}}' two
docker inspect -f '{{title "abc"}} {{lower "ABC"}} {{upper "abc"}} {{split "a,b,c" ","}} {{index (split "a,b,c" ",") 1}} {{truncate "abcdef" 3}} {{pad "x" 2 3}}|' web
docker inspect -f '{{eq 1 1}} {{ne "a" "b"}} {{lt 1 2}} {{gt 1 2}} {{le 2 2}} {{ge 1 2}} {{and 1 0}} {{or 0 5}} {{not 0}}' web
docker inspect -f '{{- .Name -}} {{/* a comment */}} {{"quoted"}} {{`raw`}}' web
docker inspect -f '{{if and .State.Running (eq .State.ExitCode 0)}}ok{{else if .State.Paused}}held{{else}}bad{{end}}' web
docker inspect -f '{{$n := .Name}}{{range $k, $v := .NetworkSettings.Networks}}{{$n}} on {{$k}}{{end}}' web
docker inspect -f '{{range .Mounts}}{{.Source}}{{else}}no mounts{{end}}' web
docker inspect -f '{{.Nosuch}}' web
docker inspect -f '{{.State.Nosuch}}' web
docker inspect -f '{{.Name' web
docker inspect -f '{{nosuch .Name}}' web
docker inspect -f '{{index .Config.Env 99}}' web
docker inspect -f '{{end}}' web
docker inspect -f '' web | head -n 1
docker inspect -f json web | cut -c 1-8
docker inspect -f '{{json .Config.Labels}} {{.Config.Labels}} {{.Config.Labels.x}} {{index .Config.Labels "x"}} {{.Config.Labels.none}}' web
docker inspect -f '{{.HostConfig.RestartPolicy}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}' web
docker inspect -f '{{.NetworkSettings.Networks}}' two | cut -c 1-8
docker inspect -f '{{.Id}}' web | wc -c
docker inspect -f '{{slice .Id 0 0}}{{html "<a>"}} {{js "it'"'"'s"}} {{urlquery "a b"}} {{print 1 2 "x"}} {{println "y"}}' web
docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{.IPAM.Driver}} {{.EnableIPv6}} {{.Ingress}} {{.ConfigOnly}}' lab bridge
docker network inspect -f '{{range $id, $c := .Containers}}{{len $id}} {{$c.IPv4Address}} {{len $c.EndpointID}}|{{end}}' lab | wc -c
docker network inspect -f '{{range $k, $v := .Labels}}{{$k}}:{{$v}},{{end}}{{index .Options "com.docker.network.bridge.name"}}' lab bridge
docker network inspect --format '{{json .Labels}}' lab
docker network inspect -f '{{.Foo}}' lab
docker inspect -f '{{.Name}}' lab
docker inspect --type network -f '{{.Name}}' web
docker inspect --type container -f '{{.Name}}' web lab
docker inspect --type foo web
docker info -f '{{.Driver}} {{.Containers}} {{.ContainersRunning}}' | cut -d' ' -f2-
docker network ls --format '{{.Name}}: {{.Driver}} {{.Scope}} {{.IPv6}} {{.Internal}} {{.Label "a"}}'
docker network ls --format '{{json .}}' --filter name=lab | grep -c '"Name":"lab"'
docker network ls -q | wc -l
docker network ls --format 'table {{.Name}}\t{{.Scope}}\t{{.Internal}}\t{{.IPv6}}\t{{.Label "b"}}'
docker network ls --filter id=nosuch
docker network ls --filter scope=local --filter type=builtin --format '{{.Name}}'
docker network ls --filter dangling=true --format '{{.Name}}'
docker network ls --filter dangling=false --format '{{.Name}}'
docker network ls --filter type=foo
docker network ls --filter label=a=1 --filter label=b=3 --format '{{.Name}}'
docker network ls --format '{{.Nosuch}}'
