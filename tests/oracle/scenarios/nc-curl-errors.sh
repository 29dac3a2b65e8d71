# curl and nc when it goes wrong: refused, unknown, unreachable, silent; and their exit statuses.
docker network create app
docker run -d --name web --network app nginx
docker run -d --name c1 --network app alpine
docker run -d --name db --network app redis
docker exec c1 curl -s http://web/
docker exec c1 curl -sS web
docker exec c1 curl -sS http://web:81/
docker exec c1 curl -s http://web:81/
docker exec c1 curl -sS http://nosuch/
docker exec c1 curl -sS http://nosuch.example.com/
docker exec c1 curl -sS http://172.18.0.99/
docker exec c1 curl -sS -m 1 http://192.0.2.1/
docker exec c1 curl -sS --connect-timeout 1 http://172.18.0.98/
docker exec c1 curl -sS ftp://web/
docker exec c1 curl -sS foo://web/
docker exec c1 curl -sS https://web/
docker exec c1 curl -sS http://web:99999/
docker exec c1 curl
docker exec c1 curl --nosuch http://web/
docker exec c1 curl -s -o /dev/null -w '%{http_code} %{exitcode}\n' http://web:81/
docker exec c1 curl -sS -o /dev/null -w '%{http_code} %{remote_ip} %{size_download}\n' http://web/
docker exec c1 curl -si http://web/ | grep -E '^(HTTP|Content)'
docker exec c1 nc -zv db 6379
docker exec c1 nc -z db 6379
docker exec c1 nc -zv web 81
docker exec c1 nc -z web 81
docker exec c1 nc -zv nosuch 80
docker exec c1 nc -zvw 1 192.0.2.1 80
docker exec c1 nc -zvn web 80
docker exec c1 nc -zv db 6378-6380
docker exec c1 nc -zv web nosuch
docker exec c1 nc -zv web 99999
docker exec c1 nc
docker exec c1 nc web
docker exec c1 nc -K db 6379
docker exec c1 nc -zuv -w 1 web 80
docker exec web nc -l 80
docker exec c1 nc -zv 172.18.0.99 80
