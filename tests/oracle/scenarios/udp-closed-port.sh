# UDP to a closed port: port unreachable, and how nc, dig and a second datagram notice.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
ip netns exec red dig +time=1 +tries=1 @10.9.0.3 example.com
ip netns exec red dig +time=1 +tries=2 +short @10.9.0.3 example.com
sleep 2
ip netns exec red nc -zuv -w 1 10.9.0.3 5000
ip netns exec red sh -c 'echo hi | nc -u -w 1 10.9.0.3 5000'
sleep 2
ip netns exec red nslookup -timeout=1 -retry=0 example.com 10.9.0.3
ip netns exec red host -W 1 -R 1 example.com 10.9.0.3
ip netns exec blue nc -u -l -k -p 5000 &
sleep 1
ip netns exec red nc -zuv -w 1 10.9.0.3 5000
ip netns exec red sh -c 'echo hi | nc -u -w 1 10.9.0.3 5000'
ip netns exec blue ss -ulnp | grep -c 5000
ip netns exec red dig +time=1 +tries=1 +short @10.9.0.77 example.com
ip netns exec red dig +time=1 +tries=1 +short @192.0.2.1 example.com
