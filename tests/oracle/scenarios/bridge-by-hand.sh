# A learning bridge by hand: flooding, learning, an entry that ages out, hairpin, a port cut off, a second address.
ip netns add red
ip netns add blue
ip netns add grey
ip netns add box
ip netns exec red sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip netns exec blue sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip netns exec grey sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip netns exec box sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip -n box link add br0 address 02:00:00:00:00:01 type bridge
ip -n box link set br0 up
ip link add p1 netns box type veth peer name eth0 netns red address 02:00:00:00:00:11
ip link add p2 netns box type veth peer name eth0 netns blue address 02:00:00:00:00:12
ip link add p3 netns box type veth peer name eth0 netns grey address 02:00:00:00:00:13
ip -n box link set p1 master br0 up
ip -n box link set p2 master br0 up
ip -n box link set p3 master br0 up
ip -n red addr add 10.9.0.1/24 dev eth0
ip -n blue addr add 10.9.0.2/24 dev eth0
ip -n grey addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n grey link set eth0 up
ip -n red neigh add 10.9.0.2 lladdr 02:00:00:00:00:12 dev eth0
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip netns exec red ping -c 1 -W 1 10.9.0.3
ip netns exec box bridge fdb show br br0 | grep -v permanent | sort
ip netns exec box brctl showstp br0 | grep -c forwarding
ip -n box link set br0 type bridge ageing_time 100
sleep 2
ip netns exec box bridge fdb show br br0 | grep -v permanent | sort
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip -n box link set p2 down
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip -n box link set p2 up
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip -n box link set p2 nomaster
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip netns exec box bridge link | grep -c master
ip netns exec red ping -c 1 -W 1 -b 10.9.0.255
