# TCP and UDP against REJECT: reset, port unreachable, admin prohibited, and what the programs say.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
ip netns exec blue iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
ip netns exec blue iptables -A INPUT -p tcp --dport 81 -j REJECT
ip netns exec blue iptables -A INPUT -p tcp --dport 82 -j REJECT --reject-with icmp-host-unreachable
ip netns exec blue iptables -A INPUT -p tcp --dport 83 -j REJECT --reject-with icmp-admin-prohibited
ip netns exec blue iptables -A INPUT -p udp -j REJECT --reject-with icmp-port-unreachable
ip netns exec red curl -sS http://10.9.0.3/
ip netns exec red curl -sS -m 4 http://10.9.0.3:81/
sleep 2
ip netns exec red curl -sS -m 4 http://10.9.0.3:82/
sleep 2
ip netns exec red nc -zv -w 4 10.9.0.3 83
sleep 2
ip netns exec red nc -zv -w 2 10.9.0.3 80
ip netns exec red dig +time=1 +tries=1 +short @10.9.0.3 example.com
ip netns exec blue iptables -A INPUT -p udp -j REJECT --reject-with tcp-reset
ip netns exec blue iptables -A INPUT -j REJECT --reject-with tcp-reset
ip netns exec blue iptables -A INPUT -j REJECT --reject-with nonsense
ip netns exec blue iptables -S INPUT
