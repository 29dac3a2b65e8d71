# LOG, MARK and the mark match, user chains, and the counters they leave.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
ip netns exec blue iptables -t mangle -A PREROUTING -p icmp -j MARK --set-mark 7
ip netns exec blue iptables -t mangle -A PREROUTING -p tcp --dport 80 -j MARK --set-mark 0x10/0xf0
ip netns exec blue iptables -N WATCH
ip netns exec blue iptables -A WATCH -j LOG --log-prefix "seen: " --log-level 4
ip netns exec blue iptables -A WATCH -m limit --limit 1/minute --limit-burst 2 -j RETURN
ip netns exec blue iptables -A WATCH -j DROP
ip netns exec blue iptables -A INPUT -m mark --mark 7 -j WATCH
ip netns exec blue iptables -A INPUT -m mark --mark 0x10/0xf0 -j REJECT --reject-with tcp-reset
ip netns exec blue iptables -A INPUT -p tcp -m mark --mark 0x10/0xf0 -j REJECT --reject-with tcp-reset
ip netns exec blue iptables -A INPUT -m mark ! --mark 0 -m comment --comment "marked otherwise" -j ACCEPT
ip netns exec red ping -c 3 -W 1 10.9.0.3
ip netns exec red curl -sS http://10.9.0.3/
ip netns exec red curl -sS http://10.9.0.3:81/
ip netns exec blue iptables -nvL
ip netns exec blue iptables -nvL WATCH --line-numbers
ip netns exec blue iptables -t mangle -nvxL PREROUTING
ip netns exec blue iptables-save -c -t filter | grep -v '^#'
ip netns exec blue iptables-save -t mangle | grep -v '^#'
ip netns exec blue iptables -Z
ip netns exec blue iptables -nvL INPUT
