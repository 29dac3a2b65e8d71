# dig, nslookup, host and getent against the server outside: answers, names that do not exist, forms of output.
@laptop dig example.com
@laptop dig +short example.com
@laptop dig +noall +answer example.com
@laptop dig +noall +answer +question www.example.com
@laptop dig +noall +comments nosuch.example.com
@laptop dig +short nosuch.example.com
@laptop dig +short AAAA example.com
@laptop dig +noall +answer +comments AAAA example.com
@laptop dig +noall +comments MX example.com
@laptop dig +noedns +noall +comments example.com
@laptop dig +short -x 203.0.113.80
@laptop dig +noall +comments +question -x 203.0.113.80
@laptop dig +short example.com api.example.com
@laptop dig +short -t A api.example.com
@laptop dig +short @203.0.113.53 EXAMPLE.com
@laptop dig +time=1 +tries=1 @203.0.113.80 example.com
@laptop dig +time=1 +tries=1 @10.0.0.99 example.com
@laptop dig @nosuch example.com
@laptop dig +nosuch example.com
@laptop dig -k
@laptop nslookup example.com
@laptop nslookup nosuch.example.com
@laptop nslookup -type=AAAA example.com
@laptop nslookup 203.0.113.80
@laptop nslookup example.com 203.0.113.53
@laptop host example.com
@laptop host nosuch.example.com
@laptop host 203.0.113.80
@laptop host -t AAAA example.com
@laptop host example.com 203.0.113.53
@laptop getent hosts example.com
@laptop getent hosts nosuch.example.com
@laptop getent ahosts example.com
@laptop getent ahostsv4 api.example.com
@laptop getent hosts 203.0.113.80
@laptop getent hosts localhost
@laptop ping -c 1 api.example.com
@laptop curl -s http://www.example.com/
docker run -d --name c1 alpine
docker exec c1 dig +noall +answer example.com
docker exec c1 nslookup nosuch
docker exec c1 host example.com
docker exec c1 getent hosts c1
docker exec c1 getent hosts nosuch
