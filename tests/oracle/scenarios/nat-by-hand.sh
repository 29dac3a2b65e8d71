# NAT by hand on a router of one's own: SNAT, DNAT, REDIRECT, hairpin, and what conntrack keeps.
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
ip -n mid link set r0 up
ip -n mid link set b0 up
ip -n red route add default via 10.9.1.1
ip netns exec mid sysctl -w net.ipv4.ip_forward=1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec mid iptables -t nat -A POSTROUTING -s 10.9.1.0/24 -o b0 -j SNAT --to-source 10.9.2.1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec blue busybox httpd -f -p 80 -h /srv &
ip netns exec mid busybox httpd -f -p 8000 -h /srv &
sleep 1
ip netns exec mid iptables -t nat -A PREROUTING -i r0 -p tcp --dport 8080 -j DNAT --to-destination 10.9.2.2:80
ip netns exec mid iptables -t nat -A PREROUTING -i r0 -p tcp --dport 81 -j REDIRECT --to-ports 8000
ip netns exec red curl -s -o /dev/null -w '%{http_code}\n' http://10.9.1.1:8080/
ip netns exec red curl -s -o /dev/null -w '%{http_code}\n' http://10.9.2.2:81/
ip netns exec red curl -sS http://10.9.1.1:82/
ip netns exec mid iptables -t nat -A OUTPUT -d 10.9.9.9 -p icmp -j DNAT --to-destination 10.9.2.2
ip netns exec mid ping -c 1 -W 1 10.9.9.9
ip netns exec mid iptables -t nat -A PREROUTING -d 10.9.1.77 -j DNAT --to-destination 10.9.2.2
ip netns exec red ping -c 1 -W 1 10.9.1.77
ip -n mid addr add 10.9.1.77/24 dev r0
ip netns exec red ping -c 1 -W 1 10.9.1.77
ip netns exec red traceroute -n -q 1 -N 1 -w 1 10.9.2.2
ip netns exec mid iptables -t nat -nvL
ip netns exec mid conntrack -L -p tcp 2>/dev/null | grep -c DPT
ip netns exec mid conntrack -L -p icmp 2>/dev/null | grep -c type=8
ip netns exec mid iptables -t nat -F
ip netns exec red curl -sS -m 2 http://10.9.1.1:8080/
