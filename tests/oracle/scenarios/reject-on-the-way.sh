# What a router rejects or drops in FORWARD, and what a rule in OUTPUT does to the sender itself.
ip netns add red
ip netns add mid
ip netns add blue
ip link add eth0 netns red type veth peer name r0 netns mid
ip link add eth0 netns blue type veth peer name b0 netns mid
ip -n red addr add 10.9.1.2/24 dev eth0
ip -n mid addr add 10.9.1.1/24 dev r0
ip -n mid addr add 10.9.2.1/24 dev b0
ip -n blue addr add 10.9.2.2/24 dev eth0
ip -n red link set lo up
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n mid link set r0 up
ip -n mid link set b0 up
ip -n red route add default via 10.9.1.1
ip -n blue route add default via 10.9.2.1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec mid sysctl -w net.ipv4.ip_forward=1
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec mid iptables -A FORWARD -p icmp -j REJECT --reject-with icmp-admin-prohibited
ip netns exec red ping -c 2 -W 1 10.9.2.2
ip netns exec mid iptables -A FORWARD -p tcp --dport 80 -j REJECT --reject-with tcp-reset
ip netns exec red curl -sS -m 2 http://10.9.2.2/
ip netns exec mid iptables -I FORWARD -p tcp --dport 81 -j DROP
ip netns exec red curl -sS -m 2 http://10.9.2.2:81/
ip netns exec mid iptables -F FORWARD
ip netns exec red curl -sS -m 2 http://10.9.2.2:81/
ip netns exec red iptables -A OUTPUT -p icmp --icmp-type echo-request -j DROP
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec red iptables -R OUTPUT 1 -p icmp --icmp-type 8 -j REJECT
ip netns exec red ping -c 1 -W 1 10.9.2.2
ip netns exec red iptables -A OUTPUT -p tcp --dport 82 -j DROP
ip netns exec red curl -sS -m 2 http://10.9.2.2:82/
ip netns exec red iptables -A OUTPUT -p tcp --dport 83 -j REJECT --reject-with tcp-reset
ip netns exec red curl -sS -m 2 http://10.9.2.2:83/
ip netns exec red iptables -A OUTPUT -p tcp --dport 84 -j REJECT
ip netns exec red curl -sS -m 2 http://10.9.2.2:84/
ip netns exec red iptables -nvL OUTPUT
