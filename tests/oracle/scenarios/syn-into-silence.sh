# SYNs into silence: retries at one second and then further apart, and how each program gives up.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
ip netns exec blue iptables -A INPUT -p tcp --dport 80 -j DROP
ip netns exec red curl -sS -m 3.5 http://10.9.0.3/
ip netns exec red curl -sS --connect-timeout 8 http://10.9.0.3/
ip netns exec red nc -zv -w 2 10.9.0.3 80
ip netns exec blue iptables -nvxL INPUT | tail -1
ip netns exec red sysctl net.ipv4.tcp_syn_retries
ip netns exec red sysctl -w net.ipv4.tcp_syn_retries=1
ip netns exec red curl -sS http://10.9.0.3/
