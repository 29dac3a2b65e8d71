# iptables by hand: append, insert, replace, delete, chains, policies, and the listings.
ip netns add red
ip netns exec red iptables -L
ip netns exec red iptables -S
ip netns exec red iptables -A INPUT -p tcp --dport 22 -j ACCEPT
ip netns exec red iptables -A INPUT -p tcp -m multiport --dports 80,443,8000:8100 -j ACCEPT
ip netns exec red iptables -A INPUT -p icmp --icmp-type echo-request -m limit --limit 5/second -j ACCEPT
ip netns exec red iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
ip netns exec red iptables -A INPUT -i lo -j ACCEPT
ip netns exec red iptables -A INPUT -s 10.0.0.0/8 ! -d 10.9.0.2 -p udp --sport 53 -m comment --comment "dns answers" -j ACCEPT
ip netns exec red iptables -A INPUT -m addrtype --dst-type BROADCAST -j DROP
ip netns exec red iptables -I INPUT -m state --state INVALID -j DROP
ip netns exec red iptables -I INPUT 3 -s 192.168.1.7 -j REJECT
ip netns exec red iptables -P INPUT DROP
ip netns exec red iptables -L INPUT
ip netns exec red iptables -nL INPUT --line-numbers
ip netns exec red iptables -nvL INPUT
ip netns exec red iptables -S INPUT
ip netns exec red iptables -S INPUT 3
ip netns exec red iptables -L INPUT 2
ip netns exec red iptables -R INPUT 2 -p tcp --dport 2222 -j ACCEPT
ip netns exec red iptables -D INPUT 3
ip netns exec red iptables -D INPUT -i lo -j ACCEPT
ip netns exec red iptables -S INPUT
ip netns exec red iptables -N mine
ip netns exec red iptables -A mine -j RETURN
ip netns exec red iptables -A INPUT -j mine
ip netns exec red iptables -X mine
ip netns exec red iptables -E mine ours
ip netns exec red iptables -S INPUT
ip netns exec red iptables -L ours -n
ip netns exec red iptables -D INPUT -j ours
ip netns exec red iptables -F ours
ip netns exec red iptables -X ours
ip netns exec red iptables -C INPUT -p tcp --dport 2222 -j ACCEPT
ip netns exec red iptables -C INPUT -p tcp --dport 2223 -j ACCEPT
ip netns exec red iptables -F
ip netns exec red iptables -S
ip netns exec red iptables -P INPUT ACCEPT
ip netns exec red iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 10.9.0.2:80
ip netns exec red iptables -t nat -A PREROUTING -p tcp --dport 8081 -j REDIRECT --to-ports 80
ip netns exec red iptables -t nat -A POSTROUTING -s 10.9.0.0/24 -o eth0 -j SNAT --to-source 10.0.0.7
ip netns exec red iptables -t nat -A POSTROUTING -s 10.9.1.0/24 ! -o eth1 -j MASQUERADE
ip netns exec red iptables -t nat -nvL
ip netns exec red iptables -t nat -S
ip netns exec red iptables -t raw -A PREROUTING -d 10.9.0.2 ! -i lo -j DROP
ip netns exec red iptables -t raw -S
ip netns exec red iptables -t mangle -L -n
ip netns exec red iptables-save | grep -v '^#'
