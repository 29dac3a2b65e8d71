# The long form of --network: what it takes, what it refuses, an interface's own name and sysctls.
docker network create --subnet 10.40.0.0/24 red
docker network create --subnet 10.41.0.0/24 blue
docker run -d --name one --network name=red,alias=a,alias=Big,ip=10.40.0.40 alpine
docker run -d --name two --network name=red,driver-opt=com.docker.network.endpoint.ifname=wan0 alpine
docker exec two ip -br addr
docker exec two ping -c 1 big
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{json $v.DriverOpts}} {{end}}' two
docker run -d --name x1 --network red --network red alpine
docker run -d --name x1 --network bridge --network bridge --network red alpine
docker create --name x1 --network name=red,foo=bar alpine
docker run -d --name x1 --network name=red,foo alpine
docker run -d --name x1 --network alias=a,ip=10.40.0.9 alpine
docker run -d --name x1 --network name=red,driver-opt=foo alpine
docker run -d --name x1 --network name=red,gw-priority=high alpine
docker run -d --name x1 --network name=red,gw-priority=99999999999999999999 alpine
docker run -d --name x1 --network name=red,mac-address=foo alpine
docker run -d --name x1 --network 'name=red,al"ias=a' alpine
docker run -d --name x1 --network '' alpine
docker run -d --name x1 --network name=host,alias=a alpine
docker run -d --name x1 --network name=red,ip=10.40.0.20 --ip 10.40.0.21 alpine
docker run -d --name x1 --network name=red,alias=a --network-alias b alpine
docker run -d --name x1 --network name=red,mac-address=02:42:0a:28:00:3c --mac-address 02:42:0a:28:00:3d alpine
docker run -d --name x1 --network name=red,ip=foo alpine
docker run -d --name x2 --network container:one --ip 10.40.0.9 alpine
docker run -d --name x3 --network name=red,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.eth0.log_martians=1 alpine
docker run -d --name x4 --network name=red,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.nosuch=1 alpine
docker run -d --name x5 --network name=red,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=x alpine
docker run -d --name x6 --network name=red,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians alpine
docker run -d --name x7 --network name=red,driver-opt=com.docker.network.endpoint.ifname=lo alpine
docker run -d --name three --network 'name=red,"driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1,net.ipv4.conf.IFNAME.arp_ignore=1",ip=10.40.0.90' alpine
docker exec three sysctl net.ipv4.conf.eth0.log_martians
docker exec three sysctl net.ipv4.conf.eth0.arp_ignore
docker network connect --driver-opt foo blue three
docker network connect --driver-opt com.docker.network.endpoint.sysctls=net.ipv4.conf.eth1.log_martians=1 blue three
docker network connect --driver-opt com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1 --driver-opt com.docker.network.endpoint.ifname=lan9 blue three
docker exec three ip -br addr
docker network disconnect blue three
docker network connect --driver-opt '"com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1,net.ipv4.neigh.IFNAME.gc_stale_time=30"' blue three
docker exec three sysctl net.ipv4.conf.eth1.log_martians
docker exec three sysctl net.ipv4.neigh.eth1.gc_stale_time
docker network disconnect blue three
docker network connect blue three
docker exec three sysctl net.ipv4.conf.eth1.log_martians
docker ps -a --format '{{.Names}}'
