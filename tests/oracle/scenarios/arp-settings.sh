# How a host answers and asks by ARP: arp_ignore, arp_announce, proxy_arp, rp_filter.
ip netns add red
ip netns add blue
ip netns add sw
ip link add eth0 netns red type veth peer name eth0 netns blue
ip link add eth1 netns red type veth peer name eth1 netns blue
ip -n red addr add 10.9.0.1/24 dev eth0
ip -n blue addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.8.0.2/24 dev eth1
ip -n red addr add 10.8.0.1/24 dev eth1
ip -n red link set lo up
ip -n red link set eth0 up
ip -n red link set eth1 up
ip -n blue link set eth0 up
ip -n blue link set eth1 up
ip -n blue link set lo up
ip netns exec red busybox arping -c 1 -I eth0 10.8.0.2
ip netns exec blue sysctl -w net.ipv4.conf.all.arp_ignore=1
ip netns exec red busybox arping -c 1 -w 1 -I eth0 10.8.0.2
ip netns exec blue sysctl -w net.ipv4.conf.all.arp_ignore=2
ip netns exec red busybox arping -c 1 -w 1 -I eth0 -s 10.8.0.1 10.9.0.2
ip netns exec red busybox arping -c 1 -w 1 -I eth0 10.9.0.2
ip netns exec blue sysctl -w net.ipv4.conf.eth0.arp_ignore=8
ip netns exec red busybox arping -c 1 -w 1 -I eth0 10.9.0.2
ip netns exec blue sysctl -w net.ipv4.conf.all.arp_ignore=0 net.ipv4.conf.eth0.arp_ignore=0
ip -n blue addr add 10.66.0.1/32 dev lo
ip -n red route add 10.66.0.1 via 10.9.0.2
ip netns exec blue ping -c 1 -I 10.66.0.1 -W 1 10.9.0.1
ip netns exec red ip neigh
ip -n red neigh flush all
ip -n blue neigh flush all
ip netns exec blue sysctl -w net.ipv4.conf.all.arp_announce=2
ip netns exec blue ping -c 1 -I 10.66.0.1 -W 1 10.9.0.1
ip -n red neigh
ip netns exec blue sysctl -w net.ipv4.conf.eth0.proxy_arp=1
ip netns exec blue sysctl -w net.ipv4.ip_forward=1
ip -n blue route add 10.55.0.0/16 dev eth1
ip -n red route add 10.55.0.0/16 dev eth0
ip netns exec red busybox arping -c 1 -w 1 -I eth0 10.55.0.9
ip netns exec red ping -c 1 -W 1 10.55.0.1
ip -n red neigh show dev eth0
ip netns exec blue sysctl net.ipv4.conf.eth0.proxy_arp net.ipv4.conf.all.proxy_arp
ip netns exec red sysctl -w net.ipv4.conf.all.rp_filter=1
ip netns exec red sysctl -w net.ipv4.conf.eth1.rp_filter=1
ip -n red route del 10.66.0.1
ip -n red route add 10.66.0.1 via 10.8.0.2
ip netns exec blue ping -c 1 -I 10.66.0.1 -W 1 10.9.0.1
ip netns exec red sysctl -w net.ipv4.conf.all.rp_filter=2
ip netns exec blue ping -c 1 -I 10.66.0.1 -W 1 10.9.0.1
ip netns exec red sysctl -w net.ipv4.ip_default_ttl=10
ip netns exec red ping -c 1 -W 1 10.9.0.2
ip netns exec blue ping -c 1 -W 1 10.9.0.1
ip netns exec red busybox arping -U -c 1 -I eth0 10.9.0.1
ip netns exec red busybox arping -A -c 1 -I eth0 10.9.0.1
ip netns exec red busybox arping -D -c 1 -w 1 -I eth0 10.9.0.2
ip netns exec red busybox arping -D -c 1 -w 1 -I eth0 10.9.0.99
