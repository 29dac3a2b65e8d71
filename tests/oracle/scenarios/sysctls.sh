# The switches that change a packet's fate: ip_forward, rp_filter, arp_ignore, icmp_echo_ignore_all, the default TTL, route_localnet.
ip netns add red
ip netns add mid
ip netns add blue
ip link add eth0 netns red type veth peer name r0 netns mid
ip link add eth0 netns blue type veth peer name b0 netns mid
ip -n red addr add 10.9.1.2/24 dev eth0
ip -n mid addr add 10.9.1.1/24 dev r0
ip -n mid addr add 10.9.2.1/24 dev b0
ip -n blue addr add 10.9.2.2/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n mid link set lo up
ip -n red link set lo up
ip -n mid link set r0 up
ip -n mid link set b0 up
ip -n red route add default via 10.9.1.1
ip -n blue route add default via 10.9.2.1
ip netns exec mid sysctl net.ipv4.ip_forward
ip netns exec red ping -c 1 -W 1 10.9.2.1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec mid sysctl -w net.ipv4.ip_forward=1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec blue sysctl -w net.ipv4.icmp_echo_ignore_all=1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec blue sysctl -w net.ipv4.icmp_echo_ignore_all=0
ip netns exec blue sysctl -w net.ipv4.ip_default_ttl=9
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec mid sysctl -w net.ipv4.conf.r0.rp_filter=1
ip -n red addr add 10.7.0.2/24 dev eth0
ip netns exec red ping -c 1 -W 1 -I 10.7.0.2 10.9.2.2
ip netns exec mid sysctl -w net.ipv4.conf.r0.rp_filter=0
ip netns exec red ping -c 1 -W 1 -I 10.7.0.2 10.9.2.2
ip -n red route add 10.9.2.0/24 dev eth0
ip -n red neigh flush all
ip netns exec red ping -c 1 -W 1 10.9.2.1
ip netns exec mid sysctl -w net.ipv4.conf.all.arp_ignore=1
ip -n red neigh flush all
ip netns exec red ping -c 1 -W 4 10.9.2.1
ip netns exec mid sysctl -w net.ipv4.conf.r0.proxy_arp=1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec red ping -c 1 -W 1 127.0.0.1
ip netns exec red sysctl net.ipv4.ip_local_port_range
ip netns exec red sysctl net.ipv4.tcp_syn_retries net.ipv4.tcp_retries2 net.ipv4.tcp_fin_timeout
