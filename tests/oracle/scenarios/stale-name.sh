# A name that has gone: removed, renamed, disconnected; a line of /etc/hosts that nobody takes back.
docker network create n
docker run -d --name ann --network n nginx
docker run -d --name cat --network n alpine
docker run -d --name hal --network n --add-host a.local:172.18.0.2 alpine
docker exec cat ping -c 1 ann
docker exec hal ping -c 1 a.local
docker rm -f ann
docker exec cat ping -c 1 -W 1 ann
docker exec cat getent hosts ann
docker exec hal ping -c 1 -W 1 a.local
docker run -d --name bob --network n nginx
docker exec cat ping -c 1 -W 1 bob
docker exec hal ping -c 1 a.local
docker rename bob ann
docker exec cat ping -c 1 ann
docker exec cat ping -c 1 bob
docker network disconnect n ann
docker exec cat ping -c 1 -W 1 ann
docker network connect n ann
docker exec cat ping -c 1 ann
docker stop -t 0 ann
docker exec cat ping -c 1 -W 1 ann
docker exec cat ping -c 1 -W 1 172.18.0.2
