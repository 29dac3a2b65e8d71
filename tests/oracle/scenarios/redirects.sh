# A router on the same wire as the better next hop: ICMP redirect, and the route it leaves in the cache.
ip link add lan type bridge
ip link set lan up
ip netns add red
ip netns add r1
ip netns add r2
ip netns add blue
ip link add p-red type veth peer name eth0 netns red
ip link add p-r1 type veth peer name eth0 netns r1
ip link add p-r2 type veth peer name eth0 netns r2
ip link add eth1 netns r2 type veth peer name eth0 netns blue
ip link set p-red master lan up
ip link set p-r1 master lan up
ip link set p-r2 master lan up
iptables -I FORWARD -i lan -o lan -j ACCEPT
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n r1 addr add 10.9.0.1/24 dev eth0
ip -n r2 addr add 10.9.0.9/24 dev eth0
ip -n r2 addr add 10.8.0.1/24 dev eth1
ip -n blue addr add 10.8.0.2/24 dev eth0
ip -n red link set eth0 up
ip -n r1 link set eth0 up
ip -n r2 link set eth0 up
ip -n r2 link set eth1 up
ip -n blue link set eth0 up
ip netns exec r1 sysctl -w net.ipv4.ip_forward=1
ip netns exec r2 sysctl -w net.ipv4.ip_forward=1
ip -n red route add default via 10.9.0.1
ip -n r1 route add 10.8.0.0/24 via 10.9.0.9
ip -n blue route add default via 10.8.0.1
ip netns exec red ping -c 2 -W 1 10.8.0.2
ip -n red route get 10.8.0.2
ip netns exec r1 sysctl net.ipv4.conf.eth0.send_redirects
ip netns exec red ping -c 1 -W 1 10.8.0.2
