# Policy routing: rules by source, mark and destination, tables of their own, the MTU of a route.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.1/24 dev eth0
ip -n red addr add 10.9.7.1/24 dev eth0
ip -n blue addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.50.0.1/32 dev lo
ip -n red link set lo up
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n blue link set lo up
ip -n red rule
ip -n red rule add from 10.9.7.0/24 table 100
ip -n red route add 10.50.0.0/16 via 10.9.0.2 table 100
ip -n red rule list
ip -n red rule
ip -n red route show table 100
ip -n red route get 10.50.0.1
ip -n red route get 10.50.0.1 from 10.9.7.1
ip netns exec red ping -c 1 -W 1 10.50.0.1
ip -n blue route add 10.9.7.0/24 dev eth0
ip netns exec red ping -c 1 -W 1 -I 10.9.7.1 10.50.0.1
ip -n red rule add fwmark 7 lookup 200
ip -n red route add default via 10.9.0.2 table 200
ip netns exec red iptables -t mangle -A OUTPUT -p icmp -j MARK --set-mark 7
ip netns exec red ping -c 1 -W 1 10.50.0.1
ip -n red rule add to 10.60.0.0/16 prohibit
ip -n red rule add from 10.9.0.1 to 10.61.0.0/16 blackhole priority 500
ip -n red rule add iif lo to 10.62.0.0/16 unreachable pref 501
ip -n red rule
ip netns exec red ping -c 1 10.60.0.1
ip netns exec red ping -c 1 10.61.0.1
ip netns exec red ping -c 1 10.62.0.1
ip -n red rule del fwmark 7 lookup 200
ip -n red rule del pref 501
ip -n red rule del pref 999
ip -n red rule del from 10.9.7.0/24 table 100
ip -n red rule
ip -n red route flush table 100
ip -n red route show table 100
ip -n red route show table 12345
ip -n red route show table nosuch
ip -n red -j rule
ip -n red rule flush
ip -n red rule
ip -n red rule add pref 32766 lookup main
ip -n red route add 10.50.0.0/16 via 10.9.0.2 mtu 1400
ip -n red route get 10.50.0.1
ip netns exec red ping -c 1 -W 1 -M do -s 1373 10.50.0.1
ip -n red addr add 10.9.0.11/24 dev eth0
ip -n red route get 10.9.0.11
ip -n red addr show lo
