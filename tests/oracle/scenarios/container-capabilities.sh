docker run -d --name c1 alpine
docker exec c1 ip link set eth0 down
docker exec c1 ip link set eth0 mtu 1400
docker exec c1 ip link add br0 type bridge
docker exec c1 ip link add v0 type veth peer name v1
docker exec c1 ip link del eth0
docker exec c1 ip addr add 10.9.0.1/24 dev eth0
docker exec c1 ip addr del 172.17.0.2/16 dev eth0
docker exec c1 ip addr flush dev eth0
docker exec c1 ip route add 10.0.0.0/8 via 172.17.0.1
docker exec c1 ip route del default
docker exec c1 ip route flush table main
docker exec c1 ip neigh add 172.17.0.9 lladdr 02:00:00:00:00:09 dev eth0
docker exec c1 ip neigh del 172.17.0.9 dev eth0
docker exec c1 ip neigh flush all
docker exec c1 ip netns add red
docker exec c1 ip netns list
docker exec c1 ip netns exec red true
docker exec c1 ip rule add from 10.0.0.0/8 table 100
docker exec c1 arp -s 172.17.0.9 02:00:00:00:00:09
docker exec c1 arp -d 172.17.0.1
docker exec c1 ifconfig eth0 down
docker exec c1 ifconfig eth0 10.9.0.1
docker exec c1 ifconfig eth0 mtu 1400
docker exec c1 ifconfig eth0 hw ether 02:00:00:00:00:01
docker exec c1 ifconfig eth0 promisc
docker exec c1 route add default gw 172.17.0.1
docker exec c1 route del default
docker exec c1 bridge fdb add 02:00:00:00:00:09 dev eth0 master
docker exec c1 sysctl -w net.ipv4.ip_forward=1
docker exec c1 sysctl net.ipv4.ip_forward
docker exec c1 iptables -L
docker exec c1 iptables -A INPUT -j DROP
docker exec c1 hostname foo
docker exec c1 hostname
docker exec c1 ip link show eth0
docker run -d --name c2 --cap-add NET_ADMIN alpine
docker exec c2 ip addr add 10.9.0.1/24 dev eth0
docker exec c2 ip -o -4 addr
docker exec c2 ip link set eth0 mtu 1400
docker exec c2 ip link add br0 type bridge
docker exec c2 ip route add 10.0.0.0/8 via 172.17.0.1
docker exec c2 ip route
docker exec c2 arp -s 172.17.0.9 02:00:00:00:00:09
docker exec c2 sysctl -w net.ipv4.ip_forward=1
docker exec c2 ip netns add red
docker exec c2 iptables -S
docker exec c2 ip -br link
docker exec c2 hostname foo
docker run -d --name c4 --cap-drop ALL alpine
docker exec c4 ip link set eth0 down
