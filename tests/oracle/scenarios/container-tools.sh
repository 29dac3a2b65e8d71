# The tools that show a namespace: ip, ss, netstat, route, arp, ifconfig, bridge, brctl, sysctl.
docker run -d --name c1 nginx
docker run -d --name c2 alpine
docker exec c2 ping -c 1 172.17.0.2
docker exec c2 ip -br addr
docker exec c2 ip -br -4 addr
docker exec c2 ip -br link
docker exec c2 ip -o link
docker exec c2 ip -4 addr
docker exec c2 ip -4 -o addr show dev eth0
docker exec c2 ip addr show up
docker exec c2 ip link show type veth
docker exec c2 ip -j -4 addr show lo
docker exec c2 ip -j route
docker exec c2 ip -j neigh
docker exec c2 ip route show default
docker exec c2 ip route get 172.17.0.2
docker exec c2 ip route get 203.0.113.80
docker exec c2 ip route get 127.0.0.1
docker exec c2 ip route get 172.17.0.3
docker exec c2 ip route show table local
docker exec c2 ip rule
docker exec c2 ip neigh show dev eth0
docker exec c2 route -n
docker exec c2 route
docker exec c2 arp -an
docker exec c2 arp -n
docker exec c2 netstat -rn
docker exec c1 netstat -tln
docker exec c1 ss -tln
docker exec c1 ss -tlnp
docker exec c1 cat /proc/sys/net/ipv4/ip_forward
docker exec c1 cat /sys/class/net/eth0/mtu
docker exec c1 cat /sys/class/net/eth0/operstate
docker exec c1 ls /sys/class/net
