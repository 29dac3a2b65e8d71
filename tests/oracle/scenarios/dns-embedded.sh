# The embedded resolver: names, aliases, short ids, PTR, other types, what it forwards, over UDP and TCP.
docker network create n
docker network create m
docker run -d --name db --network n --network-alias store --hostname dbhost mongo
docker run -d --name web --network n --dns-option timeout:2 alpine
docker run -d --name far --network m alpine
docker exec web cat /etc/resolv.conf
docker exec web dig db
docker exec web dig +short store
docker exec web dig +short dbhost
docker exec web dig +short DB
docker exec web dig +short db.n
docker exec web dig +short far
docker exec web dig +noall +answer +comments AAAA db
docker exec web dig +noall +comments MX db
docker exec web dig +noall +comments TXT db
docker exec web dig +noall +answer -x 172.18.0.2
docker exec web dig +noall +comments -x 172.18.0.1
docker exec web dig +noall +answer example.com
docker exec web dig +noall +comments nosuch
docker exec web dig +short @127.0.0.11 web
docker exec web dig +tcp +short db
docker exec web dig +short @203.0.113.53 db
docker exec web dig +short @203.0.113.53 example.com
docker exec web nslookup db
docker exec web nslookup nosuch
docker exec web host db
docker exec web getent hosts db
docker exec web getent ahosts db
docker exec web getent hosts web
docker exec web ping -c 1 store
docker exec web ping -c 1 -n db
docker network connect m web
docker exec web dig +short far
docker exec web dig +short far.m
docker exec far dig +short web
docker exec far dig +short db
docker exec web ss -lun | grep -c 127.0.0.11
docker run -d --name off --network n --dns 203.0.113.99 alpine
docker exec off cat /etc/resolv.conf
docker exec off dig +short db
docker exec off dig +time=1 +tries=1 +short example.com
