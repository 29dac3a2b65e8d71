# REJECT with each --reject-with type: what ping, curl, nc and dig make of the answer.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
ip netns exec blue iptables -A INPUT -p icmp -j REJECT
ip netns exec red ping -c 1 -W 1 10.9.0.3
sleep 1
ip netns exec blue iptables -R INPUT 1 -p icmp -j REJECT --reject-with icmp-net-unreachable
ip netns exec red ping -c 1 -W 1 10.9.0.3
sleep 1
ip netns exec blue iptables -R INPUT 1 -p icmp -j REJECT --reject-with icmp-host-unreachable
ip netns exec red ping -c 1 -W 1 10.9.0.3
sleep 1
ip netns exec blue iptables -R INPUT 1 -p icmp -j REJECT --reject-with icmp-proto-unreachable
ip netns exec red ping -c 1 -W 1 10.9.0.3
sleep 1
ip netns exec blue iptables -R INPUT 1 -p icmp -j REJECT --reject-with icmp-net-prohibited
ip netns exec red ping -c 1 -W 1 10.9.0.3
sleep 1
ip netns exec blue iptables -R INPUT 1 -p icmp -j REJECT --reject-with icmp-host-prohibited
ip netns exec red ping -c 1 -W 1 10.9.0.3
sleep 1
ip netns exec blue iptables -R INPUT 1 -p icmp -j REJECT --reject-with icmp-admin-prohibited
ip netns exec red ping -c 1 -W 1 10.9.0.3
ip netns exec blue iptables -S INPUT
ip netns exec blue iptables -nL INPUT
