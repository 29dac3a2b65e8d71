# --ip: where it may be given, and which addresses are refused.
docker network create auto
docker network create --subnet 10.5.0.0/24 lab
docker network create --subnet 10.6.0.0/24 --ip-range 10.6.0.128/25 ranged
docker run -d --name a1 --ip 172.17.0.50 alpine
docker inspect -f '{{.NetworkSettings.IPAddress}}' a1
docker run -d --name a2 --network bridge --ip 172.17.0.50 alpine
docker run -d --name a3 --network host --ip 172.17.0.50 alpine
docker run -d --name a4 --network none --ip 172.17.0.50 alpine
docker run -d --name a5 --network auto --ip 172.18.0.50 alpine
docker run -d --name b1 --network lab --ip 10.5.0.50 alpine
docker run -d --name b2 --network lab --ip 10.99.0.1 alpine
docker run -d --name b3 --network lab --ip 10.5.0.50 alpine
docker run -d --name b4 --network lab --ip 10.5.0.1 alpine
docker run -d --name b5 --network lab --ip 10.5.0.0 alpine
docker run -d --name b6 --network lab --ip 10.5.0.255 alpine
docker run -d --name b7 --network lab --ip foo alpine
docker run -d --name b8 --network lab --ip 10.5.0 alpine
docker run -d --name c1 --network ranged --ip 10.6.0.7 alpine
docker run -d --name c2 --network ranged alpine
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' c1 c2
docker network connect --ip 10.5.0.60 lab c1
docker network connect --ip 10.5.0.50 lab c2
docker network connect --ip 10.99.0.1 lab c2
docker network connect --ip 172.18.0.9 auto c2
docker stop -t 0 b1
docker run -d --name d1 --network lab --ip 10.5.0.50 alpine
docker start b1
docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' b1
docker rm -f d1
docker start b1
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.IPAMConfig.IPv4Address}}{{end}}' b1
