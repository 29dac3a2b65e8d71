# macvlan children of one parent in bridge, private and vepa mode: who hears whom.
ip netns add red
ip netns add blue
ip netns add far
ip link add up0 type veth peer name eth0 netns far
ip link set up0 up
ip -n far addr add 10.9.0.9/24 dev eth0
ip -n far link set eth0 up
ip addr add 10.9.0.1/24 dev up0
ip link add m0 link up0 netns red address 02:00:00:00:00:12 type macvlan mode bridge
ip link add m0 link up0 netns blue address 02:00:00:00:00:13 type macvlan mode bridge
ip -n red addr add 10.9.0.2/24 dev m0
ip -n blue addr add 10.9.0.3/24 dev m0
ip -n red link set m0 up
ip -n blue link set m0 up
ip netns exec red ping -c 1 -W 1 10.9.0.3
ip netns exec red ping -c 1 -W 1 10.9.0.9
ip netns exec red ping -c 1 -W 4 10.9.0.1
ip netns exec far ping -c 1 -W 1 10.9.0.3
ip -n red -d link show m0 | grep -o 'macvlan mode [a-z]*'
ip -n red link del m0
ip -n blue link del m0
ip link add m0 link up0 netns red address 02:00:00:00:00:12 type macvlan mode private
ip link add m0 link up0 netns blue address 02:00:00:00:00:13 type macvlan mode private
ip -n red addr add 10.9.0.2/24 dev m0
ip -n blue addr add 10.9.0.3/24 dev m0
ip -n red link set m0 up
ip -n blue link set m0 up
ip netns exec red ping -c 1 -W 4 10.9.0.3
ip netns exec red ping -c 1 -W 1 10.9.0.9
ip -n red link del m0
ip -n blue link del m0
ip link add m0 link up0 netns red address 02:00:00:00:00:12 type macvlan mode vepa
ip link add m0 link up0 netns blue address 02:00:00:00:00:13 type macvlan mode vepa
ip -n red addr add 10.9.0.2/24 dev m0
ip -n blue addr add 10.9.0.3/24 dev m0
ip -n red link set m0 up
ip -n blue link set m0 up
ip netns exec red ping -c 1 -W 4 10.9.0.3
ip netns exec red ping -c 1 -W 1 10.9.0.9
ip link add m1 link nosuch type macvlan
ip link add m1 link up0 type macvlan mode sideways
