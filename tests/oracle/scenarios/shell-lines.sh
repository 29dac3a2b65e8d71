# What people write on one line: functions, [[ ]], (( )), braces, awk.
ip -4 -o addr show eth0 | awk '{print $2, $4}'
A=$(ip -4 -o addr show eth0 | awk '{print $4}'); echo ${A%/*} ${A#*/}
up() { [[ $1 == *.1 ]] && echo "$1 up" || echo "$1 down"; }; for h in 10.0.0.{1,20,98}; do up $h; done
ip -br link | awk '$2=="UP"{print $1}' | sed 's/@.*//'
ip route | awk '/default/{print $3; exit}'
[[ $(ip route | wc -l) -eq 3 ]] && echo three; [[ 10.0.0.1 =~ ^10\. ]] && echo ten
for ((i=1;i<=3;i++)); do echo -n "$i "; done; echo $((2**8))
seq 3 | tac | nl
ip -4 addr show eth0 | awk -F'[ /]+' '/inet /{printf "%s has %d bits\n", $3, $4}'
type ip ping cd; command -v tcpdump; which curl
ss -tln | awk 'NR>1{n++} END{print n+0}'
iptables -S | awk '$1=="-N"{print $2}' | sort | head -2
f() { return 4; }; f; echo $?; g() { local a=1; echo $a; }; g; echo "[$a]"
arp -n | awk 'END{print NR}'
ping -c 2 -i 0.2 127.0.0.1 | awk -F, '/transmitted/{print $1 "," $2}'
echo a:b:c | awk -F: -v OFS=- '{$1=$1; print; print NF}'
cat <<< "$(echo hi)" | rev
wait; true || echo no; { false || echo yes; } 2>&1 | cat -n
case $(hostname -I) in *10.0.0.10*) echo host;; *) echo other;; esac
awk 'BEGIN{x["a"]=1; if ("a" in x) print "in"; print length("abc") substr("hello",2,3), 7/2, 1e6, 0.1+0.2}'
