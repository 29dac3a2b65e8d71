# traceroute: UDP, ICMP and TCP probes, its limits and its mistakes.
docker run -d --name c1 alpine
docker run -d --name c2 alpine
docker exec c1 traceroute -n -q 1 172.17.0.3
docker exec c1 traceroute -n -q 1 -N 1 203.0.113.80
docker exec c1 traceroute -n -q 1 -N 1 -I 203.0.113.80
docker exec c1 traceroute -n -q 1 -N 1 -T 203.0.113.80
docker exec c1 traceroute -n -q 1 -N 1 -T -p 81 203.0.113.80
docker exec c1 traceroute -n -q 2 -N 1 -m 2 -I 203.0.113.80
sleep 2
docker exec c1 traceroute -n -q 1 -N 1 -f 2 -I example.com
docker exec c1 traceroute -q 1 -N 1 -I example.com
docker exec c1 traceroute -n -q 1 -N 1 -w 1 -m 3 192.0.2.1
docker exec c1 traceroute -n -q 1 -N 1 -w 5 -m 1 172.17.0.99
docker exec c1 traceroute -n -q 1 -N 1 -I 203.0.113.80 100
docker exec c1 traceroute nosuch
docker exec c1 traceroute -n -m 300 203.0.113.80
docker exec c1 traceroute -n -q 11 203.0.113.80
docker exec c1 traceroute -n -f 9 -m 3 203.0.113.80
docker exec c1 traceroute -k 203.0.113.80
docker exec c1 traceroute -w
