# iptables refusing: unknown chains, targets, matches, tables, missing rules, and what it says and returns.
ip netns add red
ip netns exec red iptables
ip netns exec red iptables -A NOSUCH -j ACCEPT
ip netns exec red iptables -A INPUT -j NOSUCH
ip netns exec red iptables -D INPUT -j ACCEPT
ip netns exec red iptables -D INPUT 1
ip netns exec red iptables -R INPUT 1 -j ACCEPT
ip netns exec red iptables -I INPUT 5 -j ACCEPT
ip netns exec red iptables -N INPUT
ip netns exec red iptables -N mine
ip netns exec red iptables -N mine
ip netns exec red iptables -X nosuch
ip netns exec red iptables -X INPUT
ip netns exec red iptables -F nosuch
ip netns exec red iptables -L nosuch
ip netns exec red iptables -S nosuch
ip netns exec red iptables -P nosuch DROP
ip netns exec red iptables -P INPUT REJECT
ip netns exec red iptables -P mine DROP
ip netns exec red iptables -E nosuch other
ip netns exec red iptables -t nosuch -L
ip netns exec red iptables -A INPUT --dport 80 -j ACCEPT
ip netns exec red iptables -A INPUT -p nosuch -j ACCEPT
ip netns exec red iptables -A INPUT -m nosuch -j ACCEPT
ip netns exec red iptables -A INPUT -p tcp --dport http -j ACCEPT
ip netns exec red iptables -A INPUT -p tcp --dport nosuch -j ACCEPT
ip netns exec red iptables -A INPUT -p tcp --dport 70000 -j ACCEPT
ip netns exec red iptables -A INPUT -s 10.9.0.300 -j ACCEPT
ip netns exec red iptables -A INPUT -s 10.9.0.0/33 -j ACCEPT
ip netns exec red iptables -A INPUT -o eth0 -j ACCEPT
ip netns exec red iptables -A OUTPUT -i eth0 -j ACCEPT
ip netns exec red iptables -A INPUT -j DNAT --to-destination 10.0.0.1
ip netns exec red iptables -A INPUT -j MASQUERADE
ip netns exec red iptables -t nat -A PREROUTING -j MASQUERADE
ip netns exec red iptables -t nat -A POSTROUTING -j DNAT --to-destination 10.0.0.1
ip netns exec red iptables -t nat -A PREROUTING -j DNAT
ip netns exec red iptables -t nat -A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1:99999
ip netns exec red iptables -t nat -A PREROUTING -j DNAT --to-destination 10.0.0.1:80
ip netns exec red iptables -A INPUT -p icmp --icmp-type nosuch -j ACCEPT
ip netns exec red iptables -A INPUT -m conntrack --ctstate NOSUCH -j ACCEPT
ip netns exec red iptables -A INPUT -m limit --limit 5/fortnight -j ACCEPT
ip netns exec red iptables -A INPUT --nosuch
ip netns exec red iptables -A INPUT -j
ip netns exec red iptables -A INPUT -A INPUT
ip netns exec red iptables -L -j ACCEPT
ip netns exec red iptables -A INPUT -i averyveryverylongname -j ACCEPT
ip netns exec red iptables -C INPUT -j DROP
ip netns exec red iptables -A INPUT
ip netns exec red iptables -S
