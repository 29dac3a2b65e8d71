# Frames lost for a while: a router drops what it forwards, the sender retransmits with growing pauses, and nothing is lost in the end.
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
ip netns exec mid sysctl -w net.ipv4.ip_forward=1
ip -n red route add default via 10.9.1.1
ip -n blue route add default via 10.9.2.1
ip netns exec blue nc -l -k -p 9000 &
sleep 1
ip netns exec red sh -c '(sleep 3; echo one; sleep 6; echo two; sleep 2) | nc -N -w 12 10.9.2.2 9000' &
sleep 1
ip netns exec mid iptables -A FORWARD -o b0 -j DROP
sleep 4
ip netns exec mid iptables -D FORWARD -o b0 -j DROP
sleep 8
ip netns exec mid iptables -nL FORWARD
