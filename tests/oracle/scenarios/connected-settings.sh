# What a container knows of its networks: connected when created, running and by links; and its routes as /proc has them.
docker network create --subnet 10.20.0.0/24 aa
docker network create --subnet 10.21.0.0/24 bb
docker create --name cc --network aa alpine
docker run -d --name rr --network aa nginx
docker network connect bb cc
docker network connect bb rr
docker network connect bridge rr
docker inspect -f '{{json .NetworkSettings.Networks}}' cc
docker inspect -f '{{json .NetworkSettings.Networks.bb}}' rr
docker inspect -f '{{json .NetworkSettings.Networks.bridge}}' rr
docker inspect -f '{{.NetworkSettings.Networks.bb.Aliases}} {{.NetworkSettings.Networks.bb.Links}} {{.NetworkSettings.Networks.bb.DriverOpts}} {{.NetworkSettings.Networks.bb.IPAMConfig}}' rr cc
docker start cc
docker inspect -f '{{json .NetworkSettings.Networks.bb}}' cc
docker network connect --link cc:c1 --alias x --driver-opt a=b aa rr
docker network disconnect aa rr
docker network connect --link cc:c1 --alias x --driver-opt a=b aa rr
docker inspect -f '{{json .NetworkSettings.Networks.aa}}' rr
docker inspect -f '{{.NetworkSettings.Networks.aa.Aliases}} {{.NetworkSettings.Networks.aa.Links}} {{.NetworkSettings.Networks.aa.DriverOpts}}' rr
docker stop -t 0 rr
docker inspect -f '{{json .NetworkSettings.Networks.aa}}' rr
docker run -d --name ll --network bb --link rr:foo --link cc alpine
docker inspect -f '{{json .NetworkSettings.Networks.bb}} {{json .HostConfig.Links}}' ll
docker exec ll getent hosts cc
docker exec cc hostname -I
docker exec cc cat /proc/net/route
docker exec cc dig +noall +answer -t AAAA rr -t A ll
hostname -I
