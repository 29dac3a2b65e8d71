# ip refusing: duplicates, unknown devices and namespaces, bad addresses, bad words; text and exit status.
ip netns add red
ip netns add red
ip netns del nosuch
ip netns exec nosuch ip addr
ip -n nosuch link
ip link add br0 type bridge
ip link add br0 type bridge
ip link add va type veth peer name vb
ip link add va type veth peer name vc
ip link add x type nosuch
ip link add averyveryverylongname type bridge
ip link set nosuch up
ip link show nosuch
ip addr show dev nosuch
ip link set va master nosuch
ip link set va master vb
ip link set va netns nosuch
ip link set va mtu 10
ip link set va mtu 70000
ip link set va address 02:00
ip link set va address 01:00:00:00:00:01
ip link set va name br0
ip link set va sideways
ip link del nosuch
ip addr add 10.9.0.1/24 dev va
ip addr add 10.9.0.1/24 dev va
ip addr add 10.9.0.300/24 dev va
ip addr add 10.9.0.1/33 dev va
ip addr add 10.9.0.5/24
ip addr add 10.9.0.5/24 dev nosuch
ip addr del 10.9.0.9/24 dev va
ip addr del 10.9.0.1/24 dev nosuch
ip route add 10.7.0.0/16 via 10.9.0.9
ip link set va up
ip link set vb up
ip route add 10.7.0.0/16 via 10.9.0.9
ip route add 10.7.0.0/16 via 10.9.0.9
ip route add 10.6.0.0/16 via 198.51.100.1
ip route add 10.5.0.1/16 dev va
ip route add default
ip route add nonsense dev va
ip route add 10.4.0.0/16 dev nosuch
ip route del 10.99.0.0/16
ip route get nonsense
ip route get
ip route frob
ip neigh add 10.9.0.9 dev va
ip neigh del 10.9.0.77 dev va
ip neigh add 10.9.0.9 lladdr 02:00:00:00:00:09 dev va
ip neigh add 10.9.0.9 lladdr 02:00:00:00:00:09 dev va
ip frob
ip link frob
ip addr frob
ip netns frob
ip -z link
ip addr add
ip link add
ip link set
ip neigh frob
bridge frob
bridge link show dev nosuch
bridge fdb add 02:00 dev va
brctl addbr br0
brctl addbr br1
brctl addif br1 nosuch
brctl addif br1 vb
brctl addif br0 vb
brctl delif br0 vb
brctl delbr br0
brctl delbr nosuch
brctl frob
ip link set vb nomaster
