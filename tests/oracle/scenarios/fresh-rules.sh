# The rules of a daemon that has just started, in every form in which they can be listed.
iptables -S
iptables -t nat -S
iptables -t raw -S
iptables -t mangle -S
iptables -nL
iptables -nvL FORWARD
iptables -t nat -nvL
iptables -t nat -L DOCKER -n --line-numbers
iptables-save -t filter | grep -v '^#'
iptables-save -t nat | grep -v '^#'
ip -4 -br addr
ip route
sysctl net.ipv4.ip_forward net.ipv4.conf.docker0.route_localnet
docker network ls
bridge link
brctl show | grep -c docker0
