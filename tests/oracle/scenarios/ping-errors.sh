# ping: forms, limits and mistakes.
docker run -d --name c1 alpine
docker run -d --name c2 alpine
docker exec c1 ping -c 3 -i 0.2 172.17.0.3
docker exec c1 ping -c 3 -i 0.2 -q 172.17.0.3
docker exec c1 ping -c 1 -s 0 172.17.0.3
docker exec c1 ping -c 1 -s 8 172.17.0.3
docker exec c1 ping -c 1 -s 1472 172.17.0.3
docker exec c1 ping -c 1 -s 65508 172.17.0.3
docker exec c1 ping -c 1 -t 1 -W 1 203.0.113.80
docker exec c1 ping -c 1 -t 2 -W 1 203.0.113.80
docker exec c1 ping -c 1 -t 3 -W 1 203.0.113.80
docker exec c1 ping -c 1 -t 256 172.17.0.3
docker exec c1 ping -c 1 -t 0 172.17.0.3
docker exec c1 ping -c 0 172.17.0.3
docker exec c1 ping -c x 172.17.0.3
docker exec c1 ping -c 1 -s -1 172.17.0.3
docker exec c1 ping -c 1 -W -1 172.17.0.3
docker exec c1 ping -c 1 -M maybe 172.17.0.3
docker exec c1 ping -c 1 -I eth0 172.17.0.3
docker exec c1 ping -c 1 -I 172.17.0.2 172.17.0.3
docker exec c1 ping -c 1 -I eth7 172.17.0.3
docker exec c1 ping -c 1 -I 10.1.2.3 172.17.0.3
docker exec c1 ping
docker exec c1 ping -c 1
docker exec c1 ping -k 172.17.0.3
docker exec c1 ping -c
docker exec c1 ping -V
docker exec c1 ping -c 1 nosuch
docker exec c1 ping -c 1 172.17.0
docker exec c1 ping -c 1 172.17.0.300
docker exec c1 ping -c 1 1.2.3.4.5
docker exec c1 ping -c 1 -4 example.com
docker exec c1 ping -c 1 -n example.com
docker exec c1 ping -c 1 -6 ::1
docker exec c1 ping -c 1 172.17.255.255
docker exec c1 ping -c 1 -W 1 -b 172.17.255.255
docker exec c1 ping -c 1 255.255.255.255
docker exec c1 ping -c 1 0.0.0.0
docker exec c1 ping -c 1 localhost
docker exec c1 ping -c 1 172.17.0.2
docker exec c1 ping -c 1 -w 1 172.17.0.99
docker exec c1 ping -w 2 -i 0.5 172.17.0.3
docker exec c1 ping -c 2 -i 0.001 172.17.0.3
docker exec c1 ping -c 1 -p ff 172.17.0.3
docker exec c1 ping -c 1 -A 172.17.0.3
docker exec c1 ping -c 1 -D -a 172.17.0.3 | tail -2
docker exec c1 ping -c 2 -O -W 1 172.17.0.3
docker exec c1 ping -c 1 -Q 0x10 172.17.0.3
docker exec c1 ping -c 1 172.17.0.3 10.0.0.1
