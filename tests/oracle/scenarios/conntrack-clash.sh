# Two clients with the same source port, and with the same ICMP id, behind one masquerade: the second gets another.
ip netns add red
ip netns add blue
ip link add br0 address 02:00:00:00:00:01 type bridge
ip link add veth-r type veth peer name eth0 netns red
ip link add veth-b type veth peer name eth0 netns blue
ip link set veth-r master br0 up
ip link set veth-b master br0 up
ip link set br0 up
ip addr add 10.9.0.1/24 dev br0
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n red link set eth0 up
ip -n red route add default via 10.9.0.1
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n blue link set eth0 up
ip -n blue route add default via 10.9.0.1
iptables -I FORWARD -i br0 -j ACCEPT
iptables -I FORWARD -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
iptables -t nat -A POSTROUTING -s 10.9.0.0/24 ! -o br0 -p udp -j MASQUERADE --to-ports 40000-40001
iptables -t nat -A POSTROUTING -s 10.9.0.0/24 ! -o br0 -j MASQUERADE
ip netns exec red dig -b '10.9.0.2#40000' +noedns +short @203.0.113.53 example.com
ip netns exec blue dig -b '10.9.0.3#40000' +noedns +short @203.0.113.53 example.com
conntrack -L -p udp -d 203.0.113.53 2>/dev/null | sort
ip netns exec red ping -c 1 -e 77 203.0.113.80
ip netns exec blue ping -c 1 -e 77 203.0.113.80
conntrack -L -p icmp -s 10.9.0.2
conntrack -L -p icmp 2>/dev/null | grep -c 'dst=10.0.0.10'
ip netns exec red curl -s http://203.0.113.80/
sleep 0.5
conntrack -D -p icmp -s 10.9.0.2 2>&1 | sed -E "s/ 1 [0-9]+ src/ 1 N src/"
conntrack -D -p icmp -s 10.9.0.9
conntrack -F
conntrack -L
