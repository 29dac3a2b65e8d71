# The two ends of a cable disagree about the MTU: what is too big for the receiver is lost without a word.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n blue link set eth0 mtu 1300
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip netns exec red ping -c 1 -s 1272 10.9.0.3
ip netns exec red ping -c 1 -W 1 -s 1273 10.9.0.3
ip netns exec blue ping -c 1 -s 1400 10.9.0.2
