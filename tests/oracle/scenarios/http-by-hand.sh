# A web server by hand: python3 -m http.server and busybox httpd, curl in its forms.
ip netns add red
ip netns add blue
ip link add eth0 netns red type veth peer name eth0 netns blue
ip -n red addr add 10.9.0.2/24 dev eth0
ip -n blue addr add 10.9.0.3/24 dev eth0
ip -n red link set eth0 up
ip -n blue link set eth0 up
ip -n red link set lo up
ip -n blue link set lo up
ip netns exec red curl -sS http://10.9.0.3/
ip netns exec blue busybox httpd -f -p 80 -h /srv &
ip netns exec blue python3 -m http.server 8000 --directory /srv &
sleep 1
ip netns exec red curl -s http://10.9.0.3/
ip netns exec red curl -s -o /dev/null -w '%{http_code} %{remote_ip}:%{remote_port} %{size_download}\n' http://10.9.0.3/nosuch
ip netns exec red curl -s http://10.9.0.3:8000/
ip netns exec red curl -s -o /dev/null -w '%{http_code}\n' http://10.9.0.3:8000/nosuch
ip netns exec red curl -s -o /dev/null -w '%{http_code}\n' http://10.9.0.3:8000/
ip netns exec red curl -sI http://10.9.0.3:8000/nosuch | grep 404
ip netns exec red curl -s -X POST -o /dev/null -w '%{http_code}\n' http://10.9.0.3:8000/
ip netns exec red nc -zv 10.9.0.3 80
ip netns exec red nc -zv -w 1 10.9.0.3 79-81
ip netns exec blue ss -tln
ip netns exec blue netstat -tln
ip netns exec blue curl -s -o /dev/null -w '%{http_code} %{local_ip}\n' http://localhost:8000/
