# The same tools on the host and in a namespace made by hand.
ip netns list | grep -E 'red|blue' | sort
ip netns add red
ip netns add blue
ip netns list | grep -E 'red|blue' | sort
ip link add br0 address 02:00:00:00:00:01 type bridge
ip link add veth-r type veth peer name eth0 netns red
ip link set veth-r master br0
ip link show master br0
ip link set veth-r up
ip link set br0 up
ip addr add 10.9.0.1/24 dev br0
ip -br -4 addr
ip -br link show type bridge
ip -n red -br link
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n red link set eth0 up
ip netns exec red ping -c 1 10.9.0.1
ip -4 route
ip -n red route
ip -n red -4 route show table local
ip -n red neigh
ip -n red route add 10.7.0.0/16 via 10.9.0.1 metric 50
ip -n red route add unreachable 10.6.0.0/16
ip -n red route add blackhole 10.5.0.0/16
ip -n red route add prohibit 10.4.0.0/16
ip -n red route add 10.3.0.0/16 dev eth0 scope link
ip -n red route
ip netns exec red ping -c 1 -W 1 10.6.0.1
ip netns exec red ping -c 1 -W 1 10.5.0.1
ip netns exec red ping -c 1 -W 1 10.4.0.1
ip -n red route get 10.4.0.1
ip -n red route replace 10.7.0.0/16 via 10.9.0.1 metric 10
ip -n red route del 10.7.0.0/16 metric 50
ip -n red route show 10.7.0.0/16
bridge link show dev veth-r
bridge fdb show br br0 | grep -v 33:33
brctl show br0
ip -n red neigh add 10.9.0.77 lladdr 02:00:00:00:00:77 dev eth0
ip -n red neigh show 10.9.0.77
ip -n red neigh del 10.9.0.77 dev eth0
ip -n red neigh flush all
ip -n red neigh
ip -n red addr del 10.9.0.2/24 dev eth0
ip -n red route
ip -n red link set eth0 down
ip -n red -br link
ip link set veth-r nomaster
ip link del veth-r
ip -n red -br link
ip link del br0
ip netns del red
ip netns del blue
ip netns list | grep -E 'red|blue' | sort
sysctl net.ipv4.ip_forward
sysctl -n net.ipv4.ip_default_ttl
sysctl net.ipv4.conf.eth0.rp_filter net.ipv4.conf.all.arp_ignore
sysctl net.ipv4.nosuch
sysctl -w net.ipv4.conf.docker0.route_localnet=1
sysctl net.bridge.bridge-nf-call-iptables
hostname -I
cat /etc/resolv.conf
