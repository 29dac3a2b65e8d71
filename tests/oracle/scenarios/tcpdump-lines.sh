# What tcpdump prints of ARP, ICMP, UDP and TCP.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
sh -c 'sleep 1; ip netns exec red ping -c 1 -e 77 10.9.0.3' &
ip netns exec blue timeout 5 tcpdump -tn -i eth0 -c 4 icmp or arp
sh -c 'sleep 1; ip netns exec red ping -c 1 -e 77 10.9.0.3' &
ip netns exec red timeout 5 tcpdump -tn -c 2 -i eth0 icmp
sh -c 'sleep 1; ip netns exec red ping -c 1 -e 78 10.9.0.3' &
ip netns exec red timeout 5 tcpdump -tnq -c 1 -i eth0 'icmp[icmptype] == icmp-echoreply'
sh -c 'sleep 1; ip netns exec red nc -zu -p 41000 -w 1 10.9.0.3 5000' &
ip netns exec red timeout 5 tcpdump -tn -c 2 -i eth0 udp or icmp
sh -c 'sleep 1; ip netns exec red curl -s --local-port 41001 http://10.9.0.3/' &
ip netns exec red timeout 5 tcpdump -tnq -c 2 -i eth0 tcp port 80
sh -c 'sleep 1; ip netns exec red ping -c 1 -e 79 -s 2000 10.9.0.3' &
ip netns exec red timeout 5 tcpdump -tn -c 4 -i eth0 icmp
sh -c 'sleep 1; ip netns exec red ping -c 1 -W 1 -e 80 -t 1 10.9.0.3' &
ip netns exec red timeout 5 tcpdump -tn -c 2 -i any icmp
sh -c 'sleep 1; ip netns exec red ping -c 1 -e 81 10.9.0.3' &
ip netns exec red timeout 5 tcpdump -tnq -c 2 -i any icmp
ip netns exec red timeout 5 tcpdump -i nosuch
ip netns exec red timeout 5 tcpdump -n -c 1 nonsense
ip netns exec red timeout 5 tcpdump -D | head -3
