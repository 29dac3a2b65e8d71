# docker inspect and docker network inspect, whole.
docker network create --subnet 10.5.0.0/16 --gateway 10.5.0.1 --aux-address printer=10.5.0.9 -o com.docker.network.driver.mtu=1400 --label a=b lab
docker run -d --name c1 nginx
docker run -d --name c2 --network lab --ip 10.5.0.20 --network-alias db -p 8080:80 --hostname h2 nginx
docker network connect --alias extra bridge c2
docker inspect -f '{{json .NetworkSettings.Networks}} {{json .NetworkSettings.Ports}} {{.NetworkSettings.IPAddress}} {{.NetworkSettings.IPPrefixLen}} {{.NetworkSettings.Gateway}} {{.NetworkSettings.HairpinMode}}' c1
docker inspect -f '{{json .NetworkSettings.Networks}} {{json .NetworkSettings.Ports}} {{.NetworkSettings.IPAddress}} {{.NetworkSettings.IPPrefixLen}} {{.NetworkSettings.Gateway}} {{.NetworkSettings.HairpinMode}}' c2
docker inspect -f '{{json .HostConfig.PortBindings}} {{json .HostConfig.NetworkMode}} {{json .HostConfig.RestartPolicy}}' c2
docker inspect -f '{{json .State}}' c1 | grep -c '"Status":"running"'
docker network inspect lab
docker network inspect bridge
docker network inspect host none
docker stop -t 0 c1
docker inspect -f '{{json .NetworkSettings.Networks}} {{json .NetworkSettings.Ports}} {{.NetworkSettings.IPAddress}} {{.NetworkSettings.IPPrefixLen}} {{.NetworkSettings.Gateway}} {{.NetworkSettings.HairpinMode}}' c1
docker network inspect -f '{{json .Containers}}' lab
