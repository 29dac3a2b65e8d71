# docker run and create refusing: networks, names, ports, images, commands, options that conflict.
docker network create one
docker run -d --name c1 --network one nginx
docker run -d --name x1 --network nosuch alpine
docker run -d --name c1 alpine
docker run -d --name c1 --network nosuch alpine
docker run -d --name x2 -p 8080:80 nginx
docker run -d --name x3 -p 8080:80 nginx
docker run -d --name x4 -p 1.2.3.4:8085:80 nginx
docker run -d --name x5 --network host -p 8081:80 nginx
docker run -d --name x6 --network none -p 8082:80 nginx
docker run -d --name x7 --network container:c1 -p 80:80 alpine
docker run -d --name x7 --network container:c1 --expose 80 alpine
docker run -d --name x7 --network container:c1 --hostname h alpine
docker run -d --name x7 --network container:c1 --dns 1.1.1.1 alpine
docker run -d --name x7 --network container:c1 --add-host a:1.2.3.4 alpine
docker run -d --name x7 --network container:c1 --mac-address 02:42:ac:11:00:99 alpine
docker run -d --name x8 --network container: alpine
docker run -d --name x8 --network container:nosuch alpine
docker run -d --name x9 --network-alias x alpine
docker run -d --name x9 --network bridge --network-alias x alpine
docker run -d --name y1 --network one --network bridge alpine
docker run -d --name y2 --link nosuch:x alpine
docker run -d --name y3 -p foo alpine
docker run -d --name y3 -p 99999:80 alpine
docker run -d --name y3 -p 80:80/foo alpine
docker run -d --name y3 -p 999.2.3.4:80:80 alpine
docker run -d --name y3 -p "" alpine
docker run -d --name y3 -p 80-81:8085-8087 alpine
docker run -d --name y3 -p 8000-8003:80 alpine
docker run --rm --name y4 alpine nosuchcmd
docker run --rm --name y4 alpine /etc
docker run --rm --name y4 alpine false
docker run --rm --name y4 alpine echo hello
docker run --rm --name y4 alpine sh -c 'exit 7'
docker run -it --rm alpine echo hi
docker run -d --name z alpine
docker run -d --name a/b alpine
docker run -d --name -x alpine
docker run -d --name _x alpine
docker run
docker run -d
docker run --nosuch alpine
docker run -z alpine
docker run -d --dns foo alpine
docker run -d --add-host foo alpine
docker run -d --add-host foo:bar alpine
docker run -d --add-host foo=1.2.3.4 --name y5 alpine
docker run -d --mac-address foo --name y6 alpine
docker run -d --mac-address 01:00:5e:00:00:01 --name y7 alpine
docker run -d --restart sometimes alpine
docker run -d --restart always --rm alpine
docker run -d -e A=1 -e B -h web --name y8 alpine
docker exec y8 hostname
docker run -d --name y9 --expose foo alpine
docker run -d --name y9 --ip foo --network one alpine
docker ps -a --format '{{.Names}} {{.Status}}' | grep -v Up | sort
