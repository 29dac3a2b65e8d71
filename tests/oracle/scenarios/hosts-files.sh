# /etc/hosts, /etc/resolv.conf and /etc/hostname in every mode.
docker network create n
docker run -d --name c1 alpine
docker run -d --name c2 --hostname web --domainname dom.test alpine
docker run -d --name c3 --hostname h8.foo.test --network n alpine
docker run -d --name c4 --network none alpine
docker run -d --name c5 --network host alpine
docker run -d --name c6 --network container:c2 alpine
docker run -d --name c7 --add-host a:1.2.3.4 --add-host gw:host-gateway --network n alpine
docker run -d --name c8 --dns 1.1.1.1 --dns 8.8.8.8 --dns-search foo.test --dns-option ndots:2 alpine
docker run -d --name c9 --dns-search foo.test --dns-option ndots:3 --network n alpine
docker exec c1 cat /etc/hosts
docker exec c1 cat /etc/resolv.conf
docker exec c1 cat /etc/hostname
docker exec c1 hostname
docker exec c2 cat /etc/hosts
docker exec c2 cat /etc/hostname
docker exec c2 hostname
docker exec c2 hostname -i
docker exec c3 cat /etc/hosts
docker exec c3 hostname
docker exec c3 cat /etc/resolv.conf
docker exec c4 cat /etc/hosts
docker exec c4 cat /etc/resolv.conf
docker exec c5 cat /etc/resolv.conf
docker exec c6 cat /etc/hosts
docker exec c6 hostname
docker exec c7 cat /etc/hosts
docker exec c8 cat /etc/resolv.conf
docker exec c9 cat /etc/resolv.conf
docker network connect n c1
docker exec c1 cat /etc/hosts
docker exec c1 cat /etc/resolv.conf
docker network disconnect n c1
docker exec c1 cat /etc/hosts
docker exec c1 cat /etc/resolv.conf
docker network disconnect bridge c1
docker exec c1 cat /etc/hosts
docker restart -t 0 c2
docker exec c2 cat /etc/hosts
