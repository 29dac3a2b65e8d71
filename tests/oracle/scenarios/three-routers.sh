# Three routers in a chain: routes, TTL, traceroute, an unreachable network, a missing way back.
ip netns add red
ip netns add r1
ip netns add r2
ip netns add r3
ip netns add blue
ip link add eth0 netns red type veth peer name west netns r1
ip link add east netns r1 type veth peer name west netns r2
ip link add east netns r2 type veth peer name west netns r3
ip link add east netns r3 type veth peer name eth0 netns blue
ip -n red addr add 10.1.0.2/24 dev eth0
ip -n r1 addr add 10.1.0.1/24 dev west
ip -n r1 addr add 10.2.0.1/30 dev east
ip -n r2 addr add 10.2.0.2/30 dev west
ip -n r2 addr add 10.3.0.1/30 dev east
ip -n r3 addr add 10.3.0.2/30 dev west
ip -n r3 addr add 10.4.0.1/24 dev east
ip -n blue addr add 10.4.0.2/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n r1 link set west up
ip -n r1 link set east up
ip netns exec r1 sysctl -w net.ipv4.ip_forward=1
ip -n r2 link set west up
ip -n r2 link set east up
ip netns exec r2 sysctl -w net.ipv4.ip_forward=1
ip -n r3 link set west up
ip -n r3 link set east up
ip netns exec r3 sysctl -w net.ipv4.ip_forward=1
ip -n red route add default via 10.1.0.1
ip -n r1 route add 10.4.0.0/24 via 10.2.0.2
ip -n r2 route add 10.4.0.0/24 via 10.3.0.2
ip -n blue route add default via 10.4.0.1
ip netns exec red ping -c 1 -W 1 10.4.0.2
ip -n r3 route add 10.1.0.0/24 via 10.3.0.1
ip netns exec red ping -c 1 -W 1 10.4.0.2
ip -n r2 route add 10.1.0.0/24 via 10.2.0.1
ip netns exec red ping -c 1 -W 1 10.4.0.2
ip netns exec red ping -c 1 -t 1 -W 1 10.4.0.2
ip netns exec red ping -c 1 -t 3 -W 1 10.4.0.2
ip netns exec red traceroute -n -q 1 -w 1 10.4.0.2
ip netns exec red traceroute -n -N 1 -q 1 -w 1 -I 10.4.0.2
ip netns exec red ping -c 1 -W 1 10.5.0.1
ip -n r2 route
ip -n r1 route get 10.4.0.2
ip -n red route get 10.4.0.2
ip -n r1 neigh | sort
