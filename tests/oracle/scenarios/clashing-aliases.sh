# Aliases that clash: two containers with one alias, an alias that is another's name, the same name on two networks.
docker network create n
docker network create m
docker run -d --name ann --network n --network-alias svc nginx
docker run -d --name bob --network n --network-alias svc --network-alias ann nginx
docker run -d --name cat --network n alpine
docker exec cat dig +short svc | sort
docker exec cat dig +short ann | sort
docker exec cat dig +short bob
docker exec cat getent ahostsv4 svc | wc -l
docker run -d --name dan --network m --network-alias svc nginx
docker network connect m cat
docker exec cat dig +short svc | sort
docker exec cat dig +short svc.m
docker exec cat dig +short dan
docker exec cat dig +short -x 172.18.0.3
docker network disconnect n ann
docker exec cat dig +short svc
docker exec cat dig +short ann
docker network connect --alias svc --alias other n ann
docker exec cat dig +short svc | sort
docker exec cat dig +short other
docker inspect -f '{{json (index .NetworkSettings.Networks "m").Aliases}}' dan | grep -c svc
