# Names on two overlays: aliases and host names of the other host, names with the network behind them, addresses asked backwards.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable red
docker network create -d overlay --attachable blue
docker run -d --name r1 --network red alpine
@host2 docker run -d --name r2 --network red --network-alias pool --hostname fancy alpine
@host2 docker run -d --name both --network red --network-alias pool alpine
@host2 docker network connect --alias other blue both
docker run -d --name b1 --network blue alpine
docker exec r1 dig +short r2
docker exec r1 dig +short R2.red
docker exec r1 dig +short fancy
docker exec r1 dig +short pool | sort
docker exec r1 dig +short pool.red | sort
docker exec r1 dig +short other
docker exec b1 dig +short both
docker exec b1 dig +short other.blue
docker exec b1 dig +short both.red
docker exec r1 dig +short -x 10.0.1.4
docker exec b1 dig +short -x 10.0.1.4
docker exec r1 getent hosts r2
docker exec r1 ping -c 1 both
@host2 docker exec both ping -c 1 b1
@host2 docker exec both ping -c 1 r1
@host2 docker exec both ip route
docker exec r1 dig +short AAAA r2
docker exec r1 dig +short example.com
docker exec r1 dig +short 10.0.1.4
