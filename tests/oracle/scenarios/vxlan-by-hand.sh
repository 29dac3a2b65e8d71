# A VXLAN by hand between two namespaces: static FDB, the 50 bytes of its headers, what has no entry is lost.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link add vx0 address 02:00:00:00:00:02 type vxlan id 42 dstport 4789 local 10.9.0.2 nolearning
ip -n blue link add vx0 address 02:00:00:00:00:03 type vxlan id 42 dstport 4789 local 10.9.0.3 nolearning
ip -n red addr add 10.8.0.2/24 dev vx0
ip -n blue addr add 10.8.0.3/24 dev vx0
ip -n red link set vx0 up
ip -n blue link set vx0 up
ip -n red link show vx0
ip netns exec red ping -c 1 -W 4 10.8.0.3
ip netns exec red bridge fdb add 02:00:00:00:00:03 dev vx0 dst 10.9.0.3
ip netns exec blue bridge fdb add 02:00:00:00:00:02 dev vx0 dst 10.9.0.2
ip -n red neigh replace 10.8.0.3 lladdr 02:00:00:00:00:03 dev vx0
ip -n blue neigh add 10.8.0.2 lladdr 02:00:00:00:00:02 dev vx0
ip netns exec red ping -c 1 -W 1 10.8.0.3
ip netns exec red bridge fdb show dev vx0
ip netns exec red ping -c 1 -s 1422 -M do 10.8.0.3
ip netns exec red ping -c 1 -s 1423 -M do 10.8.0.3
ip -n red neigh add 10.8.0.7 lladdr 02:00:00:00:00:03 dev vx0
ip -n red neigh show dev vx0 nud permanent
ip netns exec red ping -c 1 -W 1 10.8.0.7
ip netns exec red bridge fdb del 02:00:00:00:00:03 dev vx0 dst 10.9.0.3
ip netns exec red ping -c 1 -W 1 10.8.0.3
