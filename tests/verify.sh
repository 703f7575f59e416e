#!/usr/bin/env bash
# The second verifier: the rules of docs/verify.md once more, with nothing of tenken in it.
#
# It needs bash, coreutils and, where there are signatures, ssh-keygen (OpenSSH 9.1 or later for a
# list of signers). It changes nothing and repairs nothing. It does not read the records inside the
# entries. Of the text in the head lines of SEAL it refuses what could disturb a terminal, without
# knowing every such character; of a list of signers it knows the plain form that tenken writes.
#
#   tests/verify.sh [--head CODE]... [--allow-later] [--signers FILE] REPORTS
#
# One line for each entry and for each fault, then the state of each code and the outcome:
#
#   entry 0001_FY2026-Q1_2026-06-30_report code=… contents=ok chain=ok signature=none
#   fault chain 0002_FY2026-Q2_2026-09-30_report/extra.txt extra
#   head equal
#   clean
#
# A fault is of the layer that shows it: contents, chain, signature or head. Ends with 0 if there
# is no fault, 3 if there is one, 2 if it was asked wrongly.
set -u
LC_ALL=C
export LC_ALL
shopt -s nullglob dotglob

heads=() later=no signers='' reports=''
while [ $# -gt 0 ]; do
  case $1 in
    --head) heads+=("${2:?}"); shift 2 ;;
    --allow-later) later=yes; shift ;;
    --signers) signers=${2:?}; shift 2 ;;
    -*) echo "unknown option: $1" >&2; exit 2 ;;
    *) reports=$1; shift ;;
  esac
done
if [ -z "$reports" ] || { [ -n "$signers" ] && [ ! -f "$signers" ]; }; then
  echo "tests/verify.sh [--head CODE]... [--allow-later] [--signers FILE] REPORTS" >&2
  exit 2
fi
case $signers in /* | '') ;; *) signers=$PWD/$signers ;; esac
cd -- "$reports" || exit 2

max_seal=65536 max_file=67108864
hex64='[0-9a-f]{64}'
file_name='[A-Za-z0-9._-]*[A-Za-z0-9_-]'
period='FY[0-9]{4}(-H[12]|-Q[1-4])?'
entry_form="^([0-9]{4,})_($period)_([0-9]{4})-([0-9]{2})-([0-9]{2})_(report|correction|audit)\$"
time_form='^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})([+-])([0-9]{2}):([0-9]{2})$'

fault_count=0
declare -A bad
# fault LAYER FILE WORD
fault() {
  printf 'fault %s %q %s\n' "$1" "$2" "$3"
  bad["$1 ${2%%/*}"]=yes
  fault_count=$((fault_count + 1))
}

# is_date YEAR MONTH DAY
is_date() {
  local y=$((10#$1)) m=$((10#$2)) d=$((10#$3)) last=31
  case $m in
    4 | 6 | 9 | 11) last=30 ;;
    2) last=28; ((y % 4 == 0 && (y % 100 != 0 || y % 400 == 0))) && last=29 ;;
  esac
  ((m >= 1 && m <= 12 && d >= 1 && d <= last))
}

# Whether a name is the one spelling of an entry's name.
is_entry() {
  [[ $1 =~ $entry_form ]] || return 1
  local seq=${BASH_REMATCH[1]}
  is_date "${BASH_REMATCH[4]}" "${BASH_REMATCH[5]}" "${BASH_REMATCH[6]}" || return 1
  [ ${#seq} -le 10 ] && ((10#$seq > 0 && 10#$seq <= 4294967295)) || return 1
  local told
  printf -v told %04d "$((10#$seq))"
  [ "$told" = "$seq" ]
}

# instant TIME: the seconds since 1970 go to `seconds`.
instant() {
  [[ $1 =~ $time_form ]] || return 1
  local y=$((10#${BASH_REMATCH[1]})) m=$((10#${BASH_REMATCH[2]})) d=$((10#${BASH_REMATCH[3]}))
  local hour=$((10#${BASH_REMATCH[4]})) minute=$((10#${BASH_REMATCH[5]}))
  local second=$((10#${BASH_REMATCH[6]})) sign=${BASH_REMATCH[7]}
  local ahead=$((10#${BASH_REMATCH[8]} * 60 + 10#${BASH_REMATCH[9]}))
  is_date "$y" "$m" "$d" || return 1
  ((hour < 24 && minute < 60 && second < 60 && 10#${BASH_REMATCH[8]} < 24)) || return 1
  ((10#${BASH_REMATCH[9]} < 60)) || return 1
  # One spelling of no distance.
  [ "$sign$ahead" != -0 ] || return 1
  # Days since 1970-01-01, with years that begin in March so that a leap day comes last.
  local years=$((y - (m <= 2)))
  local era=$((years / 400)) of_era=$((years % 400)) of_year
  of_year=$(((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1))
  local days=$((era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468))
  seconds=$((days * 86400 + hour * 3600 + minute * 60 + second))
  if [ "$sign" = + ]; then seconds=$((seconds - ahead * 60)); else seconds=$((seconds + ahead * 60)); fi
}

# Whether a text can stand in a head line: one to two hundred characters, trimmed, nothing unseen.
is_value() {
  local text=$1 rest
  [ -n "$text" ] || return 1
  [[ $text =~ [[:cntrl:]] ]] && return 1
  [[ $text == *$'\xc2'[$'\x80'-$'\x9f']* ]] && return 1
  [[ $text == *$'\xe2\x80'[$'\x8b'-$'\x8f'$'\xa8'-$'\xae']* ]] && return 1
  [[ $text == *$'\xe2\x81'[$'\xa0'-$'\xaf']* || $text == *$'\xef\xbb\xbf'* ]] && return 1
  case $text in ' '* | *' ' | $'\xe3\x80\x80'* | *$'\xe3\x80\x80') return 1 ;; esac
  rest=${text//[$'\x80'-$'\xbf']/}
  [ ${#rest} -le 200 ]
}

# Reads SEAL of an entry; what it says goes to the variables named first.
read_seal() {
  seq='' kind='' named='' signed_at='' signer='' seal_ok=no
  link='' link_seal='' link_sig='' sealed=() sealed_sum=()
  local file=$1/SEAL lines at=0 line key name sum before='' whole
  if [ ! -e "$file" ] && [ ! -L "$file" ]; then fault contents "$file" missing; return; fi
  if [ -L "$file" ] || [ ! -f "$file" ]; then fault chain "$file" not_regular; return; fi
  if [ "${sizes[$file]-0}" -gt $max_seal ]; then fault chain "$file" too_large; return; fi
  mapfile -t lines < "$file" 2> /dev/null
  take() { line=${lines[at]-}; at=$((at + 1)); }
  wrong() { fault chain "$file" seal_text; }
  header() {
    take
    key="# $1: "
    [ "${line#"$key"}" != "$line" ] || return 1
    value=${line#"$key"}
    [ -n "$value" ]
  }
  local value told_period year
  take
  [ "$line" = '# tenken-seal 1' ] || { wrong; return; }
  header seq && [[ $value =~ ^[1-9][0-9]{0,9}$ ]] || { wrong; return; }
  seq=$value
  header kind && [[ $value =~ ^(report|correction|audit)$ ]] || { wrong; return; }
  kind=$value
  header period && [[ $value =~ ^$period$ ]] || { wrong; return; }
  told_period=$value
  header signed-at && instant "$value" || { wrong; return; }
  signed_at=$seconds
  year=${value%%T*}
  header signer && is_value "$value" || { wrong; return; }
  signer=$value
  header meaning && is_value "$value" || { wrong; return; }
  if [[ ${lines[at]-} == '# clock: '* ]]; then
    take
    [ "$line" = '# clock: set' ] || { wrong; return; }
  fi
  if [[ ${lines[at]-} == '# replaces: '* ]]; then
    header replaces && is_entry "$value" || { wrong; return; }
  fi
  while [[ ${lines[at]-} =~ ^($hex64)\ \ ($file_name)$ ]]; do
    sum=${BASH_REMATCH[1]} name=${BASH_REMATCH[2]}
    # In the order of their names, each once.
    [[ -z $before || $before < $name ]] && [ ${#name} -le 100 ] || { wrong; return; }
    sealed+=("$name") sealed_sum+=("$sum") before=$name
    at=$((at + 1))
  done
  [ ${#sealed[@]} -gt 0 ] || { wrong; return; }
  if [[ ${lines[at]-} =~ ^($hex64)\ \ \.\./([^/]+)/SEAL$ ]]; then
    link_seal=${BASH_REMATCH[1]} link=${BASH_REMATCH[2]}
    is_entry "$link" || { wrong; return; }
    at=$((at + 1))
    if [[ ${lines[at]-} =~ ^($hex64)\ \ \.\./([^/]+)/SEAL\.sig$ ]]; then
      link_sig=${BASH_REMATCH[1]}
      [ "${BASH_REMATCH[2]}" = "$link" ] || { wrong; return; }
      at=$((at + 1))
    fi
  fi
  # Nothing else, and no byte more or less than these lines: no NUL, no missing last line end.
  printf -v whole '%s\n' "${lines[@]}"
  [ $at -eq ${#lines[@]} ] && [ ${#whole} -eq "${sizes[$file]-0}" ] || { wrong; return; }
  printf -v named '%04d_%s_%s_%s' "$seq" "$told_period" "$year" "$kind"
  seal_ok=yes
}

alphabet=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/
declare -A digit
for ((i = 0; i < 64; i++)); do digit[${alphabet:i:1}]=$i; done

# decode TEXT: canonical base64 to hexadecimal digits, in `hex`.
decode() {
  local text=$1 at word pads=0 two
  hex=''
  ((${#text} % 4 == 0)) && [[ $text =~ ^[A-Za-z0-9+/]*={0,2}$ ]] || return 1
  case $text in *==) pads=2 ;; *=) pads=1 ;; esac
  text=${text//=/A}
  for ((at = 0; at < ${#text}; at += 4)); do
    word=$((digit[${text:at:1}] << 18 | digit[${text:at+1:1}] << 12))
    word=$((word | digit[${text:at+2:1}] << 6 | digit[${text:at+3:1}]))
    printf -v two %06x $word
    hex+=$two
  done
  # What the padding stands for must be nothing, or there would be a second spelling.
  case $pads in
    1) [[ $hex == *00 ]] || return 1; hex=${hex%??} ;;
    2) [[ $hex == *0000 ]] || return 1; hex=${hex%????} ;;
  esac
}

type_hex=0000000b7373682d65643235353139

# Whether a signature file has the one form there is for an Ed25519 key and this namespace: head
# and foot, base64 in lines of 70, and inside nothing but what belongs there. The key, as it is
# packed, goes to `key_hex`.
is_canonical_signature() {
  local file=$1 namespace=$2 lines body='' name='' at byte whole
  mapfile -t lines < "$file" 2> /dev/null
  local count=${#lines[@]}
  [ "$count" -ge 3 ] && [ "${lines[0]}" = '-----BEGIN SSH SIGNATURE-----' ] || return 1
  [ "${lines[count - 1]}" = '-----END SSH SIGNATURE-----' ] || return 1
  printf -v whole '%s\n' "${lines[@]}"
  [ ${#whole} -eq "${sizes[$file]-0}" ] || return 1
  for ((at = 1; at < count - 1; at++)); do
    ((${#lines[at]} == 70 || (at == count - 2 && ${#lines[at]} > 0 && ${#lines[at]} < 70))) ||
      return 1
    body+=${lines[at]}
  done
  decode "$body" || return 1
  for ((at = 0; at < ${#namespace}; at++)); do
    printf -v byte %02x "'${namespace:at:1}"
    name+=$byte
  done
  printf -v name '%08x%s' ${#namespace} "$name"
  local form="^5353485349470000000100000033(${type_hex}00000020$hex64)${name}00000000"
  form+="0000000673686135313200000053${type_hex}00000040$hex64$hex64\$"
  [[ $hex =~ $form ]] || return 1
  key_hex=${BASH_REMATCH[1]}
}

# What a list of signers says, line by line: whose key, for what, and from when.
signer_names=() signer_keys=() signer_spaces=() signer_from=()
read_signers() {
  local line names options key
  while read -r line || [ -n "$line" ]; do
    case $line in '' | '#'*) continue ;; esac
    names=${line%%[ $'\t']*} options='' key=${line##*ssh-ed25519 }
    [[ $line =~ ^[^\ ]+\ +([^\ ]+)\ +ssh-ed25519\  ]] && options=${BASH_REMATCH[1]}
    decode "${key%% *}" || { echo "a list of signers that is not understood" >&2; exit 2; }
    signer_names+=("${names%%,*}") signer_keys+=("$hex")
    key=tenken.officer,tenken.auditor
    [[ $options =~ namespaces=\"([^\"]*)\" ]] && key=${BASH_REMATCH[1]}
    signer_spaces+=(",$key,")
    seconds=''
    if [[ $options =~ valid-after=\"?([0-9]{4})([0-9]{2})([0-9]{2})([0-9]*)(Z?) ]]; then
      line=${BASH_REMATCH[4]}000000
      instant "${BASH_REMATCH[1]}-${BASH_REMATCH[2]}-${BASH_REMATCH[3]}T${line:0:2}:${line:2:2}:\
${line:4:2}+00:00" || exit 2
      # Without Z it is the time of this machine.
      [ -n "${BASH_REMATCH[5]}" ] || seconds=$((seconds - $(date +%z | zone)))
    fi
    signer_from+=("$seconds")
  done < "$1"
}

# The seconds a zone such as +0900 is ahead.
zone() {
  local text
  read -r text
  echo $((${text:0:1}(10#${text:1:2} * 3600 + 10#${text:3:2} * 60)))
}

# must_be_signed NAMESPACE TIME: whether a key for it was there when the entry was sealed.
must_be_signed() {
  local i
  for i in "${!signer_keys[@]}"; do
    [[ ${signer_spaces[i]} == *",$1,"* ]] || continue
    [ -z "${signer_from[i]}" ] && return 0
    [ -n "$2" ] && [ "$2" -ge "${signer_from[i]}" ] && return 0
  done
  return 1
}

# check_signature ENTRY: its state goes to `signature`.
check_signature() {
  local entry=$1 file=$1/SEAL.sig namespace=tenken.officer i moment
  [[ $entry == *_audit ]] && namespace=tenken.auditor
  signature=none
  if [ ! -e "$file" ] && [ ! -L "$file" ]; then
    if [ -n "$signers" ] && [ "$seal_ok" = yes ] && must_be_signed $namespace "$signed_at"; then
      fault signature "$file" not_signed
      signature=BAD
    fi
    return
  fi
  signature=BAD
  if [ -L "$file" ] || [ ! -f "$file" ]; then fault chain "$file" not_regular; return; fi
  if [ "${sizes[$file]-0}" -gt $max_seal ]; then fault chain "$file" too_large; return; fi
  [ -n "${sums[$entry/SEAL]-}" ] || return
  if ! is_canonical_signature "$file" $namespace; then fault signature "$file" form; return; fi
  if [ -n "$signers" ] && [ "$seal_ok" = yes ]; then
    TZ=UTC0 printf -v moment '%(%Y%m%d%H%M%S)TZ' "$signed_at"
    for i in "${!signer_keys[@]}"; do
      [ "${signer_keys[i]}" = "$key_hex" ] || continue
      if ssh-keygen -Y verify -f "$signers" -I "${signer_names[i]}" -n $namespace -s "$file" \
        "-Overify-time=$moment" < "$entry/SEAL" > /dev/null 2>&1; then
        signature=good
        return
      fi
    done
  fi
  if ! ssh-keygen -Y check-novalidate -n $namespace -s "$file" < "$entry/SEAL" > /dev/null 2>&1
  then
    fault signature "$file" altered
    return
  fi
  signature=fits
  [ -n "$signers" ] && [ "$seal_ok" = yes ] || return
  signature=BAD
  fault signature "$file" key
}

# The files of an entry against its list.
check_files() {
  local entry=$1 i name path
  local -A listed=()
  for i in "${!sealed[@]}"; do
    name=${sealed[i]} path=$entry/${sealed[i]}
    listed[$name]=yes
    # As sha256sum sees it: links are followed.
    if [ ! -e "$path" ] && [ ! -L "$path" ]; then
      fault contents "$path" missing
    elif [ -f "$path" ] && [ "${sums[$path]-}" != "${sealed_sum[i]}" ]; then
      fault contents "$path" changed
    fi
  done
  for path in "$entry"/*; do
    name=${path##*/}
    case $name in SEAL | SEAL.sig) continue ;; esac
    if [ -L "$path" ] || [ ! -f "$path" ]; then
      fault chain "$path" not_regular
    elif [ "$seal_ok" = yes ] && [ -z "${listed[$name]-}" ]; then
      fault chain "$path" extra
    fi
  done
}

# What stands in the folder: entries by number, and what only looks like one.
sorted=()
for path in *; do
  if is_entry "$path"; then
    if [ -L "$path" ] || [ ! -d "$path" ]; then fault chain "$path" misfit; continue; fi
    rest=${path#*_}
    case $path in *_report) rank=0 ;; *_correction) rank=1 ;; *) rank=2 ;; esac
    printf -v key '%010d %s %s %s' "$((10#${path%%_*}))" "${rest%_*}" $rank "$path"
    sorted+=("$key")
    continue
  fi
  case $path in
    drafts | exports) [ -d "$path" ] && [ ! -L "$path" ] && continue ;;
    .lock | README.md) [ -f "$path" ] && [ ! -L "$path" ] && continue ;;
    .staging-*) continue ;;
  esac
  [[ $path == [0-9]*_* ]] && fault chain "$path" misfit
done
entries=()
if [ ${#sorted[@]} -gt 0 ]; then
  mapfile -t sorted < <(printf '%s\n' "${sorted[@]}" | sort)
  entries=("${sorted[@]##* }")
fi

# Sizes and hashes of all files, in two calls; what is too large stays without a hash.
declare -A sizes sums
files=()
for entry in "${entries[@]}"; do
  for path in "$entry"/*; do
    [ -f "$path" ] && [[ ${path##*/} =~ ^$file_name$ ]] && files+=("$path")
  done
done
if [ ${#files[@]} -gt 0 ]; then
  small=()
  while read -r size path; do
    [ "$path" = total ] && continue
    sizes[$path]=$size
    [ "$size" -le $max_file ] && small+=("$path")
  done < <(wc -c -- "${files[@]}" 2> /dev/null)
  while read -r sum path; do
    sums[$path]=$sum
  done < <(sha256sum -- "${small[@]}" 2> /dev/null)
fi
[ -z "$signers" ] || read_signers "$signers"
for path in "${files[@]}"; do
  if [ "${path##*/}" = SEAL.sig ] && ! command -v ssh-keygen > /dev/null; then
    echo "there are signatures, but no ssh-keygen to check them" >&2
    exit 2
  fi
done

codes=() states=()
previous='' previous_code='' previous_sig='' previous_at=''
for entry in "${entries[@]}"; do
  number=$((10#${entry%%_*})) expected=1
  [ -n "$previous" ] && expected=$((10#${previous%%_*} + 1))
  if [ $number -ne $expected ]; then
    if [ -n "$previous" ] && [ $number -eq $((expected - 1)) ]; then
      fault chain "$entry" duplicate
    else
      fault chain "$entry" gap
    fi
  fi
  read_seal "$entry"
  seal_code='' sig_code=''
  [ -L "$entry/SEAL" ] || seal_code=${sums[$entry/SEAL]-}
  [ -L "$entry/SEAL.sig" ] || sig_code=${sums[$entry/SEAL.sig]-}
  check_files "$entry"
  check_signature "$entry"
  if [ "$seal_ok" = yes ]; then
    [ "$named" = "$entry" ] || fault chain "$entry/SEAL" renamed
    if [ -z "$previous" ]; then
      [ -z "$link" ] || [ $number -gt 1 ] || fault chain "$entry/SEAL" link_of_first
    elif [ -z "$link" ]; then
      fault chain "$entry/SEAL" no_link
    elif [ "$link" != "$previous" ]; then
      fault chain "$entry/SEAL" wrong_link
    else
      if [ -n "$previous_code" ] && [ "$link_seal" != "$previous_code" ]; then
        fault chain "$previous/SEAL" changed
      fi
      if [ -n "$link_sig" ] && [ -z "$previous_sig" ]; then
        fault chain "$previous/SEAL.sig" missing
      elif [ -z "$link_sig" ] && [ -n "$previous_sig" ]; then
        fault chain "$previous/SEAL.sig" extra
      elif [ "$link_sig" != "$previous_sig" ]; then
        fault chain "$previous/SEAL.sig" changed
      fi
    fi
    if [ -n "$previous_at" ] && [ "$signed_at" -lt "$previous_at" ]; then
      fault chain "$entry/SEAL" clock_back
    fi
  fi
  [ "$seal_ok" = yes ] || signed_at=''
  previous=$entry previous_code=$seal_code previous_sig=$sig_code previous_at=$signed_at
  codes+=("$seal_code") states+=("$signature")
done

for i in "${!entries[@]}"; do
  entry=${entries[i]} contents=ok chain=ok
  [ -z "${bad["contents $entry"]-}" ] || contents=BAD
  [ -z "${bad["chain $entry"]-}" ] || chain=BAD
  echo "entry $entry code=${codes[i]} contents=$contents chain=$chain signature=${states[i]}"
done

newest=''
[ ${#codes[@]} -eq 0 ] || newest=${codes[${#codes[@]} - 1]}
for head in "${heads[@]}"; do
  head=${head//[ -]/}
  head=${head,,}
  state=not_found
  for i in "${!codes[@]}"; do
    [ "${codes[i]}" = "$head" ] && state=found_at
  done
  [ "$newest" != "$head" ] || state=equal
  case $state in
    not_found) fault head "" not_found ;;
    found_at) [ $later = yes ] || fault head "" later ;;
  esac
  echo "head $state"
done
[ ${#heads[@]} -gt 0 ] || echo "head not_given"
if [ $fault_count -eq 0 ]; then echo clean; exit 0; fi
echo "faults $fault_count"
exit 3
