# A smaller link in the middle: frag-needed, the learned MTU in the route, fragments made by the router and by the sender.
ip netns add red
ip netns add r1
ip netns add r2
ip netns add blue
ip link add eth0 netns red type veth peer name west netns r1
ip link add east netns r1 type veth peer name west netns r2
ip link add east netns r2 type veth peer name eth0 netns blue
ip -n r1 link set east mtu 1300
ip -n r2 link set west mtu 1300
ip -n red addr add 10.9.1.2/24 dev eth0
ip -n r1 addr add 10.9.1.1/24 dev west
ip -n r1 addr add 10.9.2.1/30 dev east
ip -n r2 addr add 10.9.2.2/30 dev west
ip -n r2 addr add 10.9.3.1/24 dev east
ip -n blue addr add 10.9.3.2/24 dev eth0
ip -n red link set eth0 up
ip -n r1 link set west up
ip -n r1 link set east up
ip -n r2 link set west up
ip -n r2 link set east up
ip -n blue link set eth0 up
ip netns exec r1 sysctl -w net.ipv4.ip_forward=1
ip netns exec r2 sysctl -w net.ipv4.ip_forward=1
ip -n red route add default via 10.9.1.1
ip -n r1 route add 10.9.3.0/24 via 10.9.2.2
ip -n r2 route add 10.9.1.0/24 via 10.9.2.1
ip -n blue route add default via 10.9.3.1
ip netns exec red ping -c 1 -s 1400 -M dont 10.9.3.2
ip netns exec red ping -c 1 -s 1272 -M do 10.9.3.2
ip netns exec red ping -c 1 -s 1273 -W 1 -M do 10.9.3.2
ip -n red route get 10.9.3.2
ip netns exec red ping -c 1 -s 1273 -W 1 -M do 10.9.3.2
ip netns exec red ping -c 1 -s 1400 10.9.3.2
ip netns exec red ping -c 1 -s 3000 10.9.3.2
ip -n red route flush cache
ip -n red route get 10.9.3.2
ip netns exec red ping -c 1 -s 1400 -W 1 10.9.3.2
ip -n red route show cache
