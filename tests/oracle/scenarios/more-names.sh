# Names and files by options: hostname, domain, DNS, hosts, MAC; renamed, aliased, linked and restarted.
docker network create --subnet 10.30.0.0/24 n
docker run -d --name one --network n --hostname alpha --domainname example.org --network-alias uno --network-alias eins alpine
docker run -d --name two --network n --mac-address 02:42:0a:1e:00:63 --add-host legacy:10.30.0.2 --add-host v6:::1 --dns 203.0.113.53 --dns-search example.com --dns-option timeout:1 --dns-option attempts:2 alpine
docker run -d --name three --network n --link one:primary --ip 10.30.0.50 alpine
docker run -d --name lone --dns 203.0.113.53 --hostname solo alpine
docker run -d --name kin --link lone:friend alpine
docker exec one cat /etc/hosts /etc/hostname
docker exec one hostname
docker exec two cat /etc/hosts
docker exec two cat /etc/resolv.conf
docker exec two ip -o link show eth0
docker inspect -f '{{range .NetworkSettings.Networks}}{{.MacAddress}}{{end}}' two
docker exec kin cat /etc/hosts
docker exec kin ping -c 1 friend
docker exec kin env | grep FRIEND | sort
docker exec two getent hosts one uno eins alpha alpha.example.org three primary
docker exec two ping -c 1 uno
docker exec two ping -c 1 eins.n
docker exec two ping -c 1 one.n
docker exec two ping -c 1 legacy
docker exec two ping -c 1 www
docker exec three ping -c 1 primary
docker exec three ping -c 1 one
docker exec one nslookup three
docker exec one nslookup 10.30.0.50
docker exec one dig +short two three uno @127.0.0.11
docker exec one dig +short -x 10.30.0.3
docker rename one first
docker exec three ping -c 1 primary
docker exec two ping -c 1 first
docker exec two ping -c 1 -W 1 one
docker exec two ping -c 1 uno
docker restart -t 0 first
docker exec two ping -c 1 uno
docker exec two ping -c 1 alpha
docker inspect -f '{{json .HostConfig.Links}} {{json .NetworkSettings.Networks.n.Links}}' three kin
docker network disconnect n first
docker exec two getent hosts uno
docker network connect --alias uno n three
docker network connect --alias uno n first
docker exec two ping -c 1 -W 1 uno
docker run -d --name four --network n --network-alias first alpine
docker exec two getent hosts first
docker exec four cat /etc/hosts | tail -n 1
docker stop -t 0 lone
docker exec kin ping -c 1 -W 1 friend
docker start lone
docker exec kin cat /etc/hosts
docker rm -f lone
docker exec kin cat /etc/hosts
docker exec two nslookup first
docker run --rm --name nil --network none alpine cat /etc/hosts
docker run --rm --name his --network host --hostname other alpine hostname
