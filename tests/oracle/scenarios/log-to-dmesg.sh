# What LOG writes to the kernel's log: in, out and forwarded packets of ICMP, TCP and UDP.
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
ip -n mid link set r0 up
ip -n mid link set b0 up
ip -n red route add default via 10.9.1.1
ip -n blue route add default via 10.9.2.1
ip netns exec mid sysctl -w net.ipv4.ip_forward=1
ip netns exec mid iptables -A INPUT -j LOG --log-prefix "in: "
ip netns exec mid iptables -A FORWARD -p tcp --syn -j LOG --log-prefix "fwd: "
ip netns exec mid iptables -A FORWARD -p udp --dport 53 -j LOG --log-prefix "fwd: "
ip netns exec mid iptables -A OUTPUT -j LOG --log-prefix "out: "
ip netns exec mid iptables -S
ip netns exec red ping -c 1 10.9.1.1
ip netns exec red curl -sS http://10.9.2.2/
ip netns exec red dig +time=1 +tries=1 +short @10.9.2.2 example.com
dmesg -t | grep -oE '(in|fwd|out): .*' | tail -4 | sed -E 's/ID=[0-9]+/ID=N/g; s/SPT=[0-9]+/SPT=N/g'
