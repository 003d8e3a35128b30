# What the two launchers have in common: `gradstream` of the source tree and `bin/gradstream` of a
# release archive. They source it, set the three below and call `launch`.
#   root         the folder of Gradstream, absolute
#   engine_args  the folder of the engine's JVM flags
#   built        the file of the command line's class path, written by each build

fail() {
  echo "gradstream: $*" >&2
  exit 1
}

say() {
  echo "gradstream: $*" >&2
}

# Sets java, jdk, version and release, for instance 17.0.15 and 17. Any Java from 17 on will do.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
  else
    java=$(command -v java) || fail "no java found; install a JDK 17, 21 or 25, or set JAVA_HOME to one"
  fi
  jdk=$(dirname "$(dirname "$(readlink -f "$java")")")
  version=$(java_version)
  release=${version%%[!0-9]*}
  if [ "${release:-0}" -lt 17 ]; then
    fail "needs a JDK 17, 21 or 25, but $java is version ${version:-unknown}; set JAVA_HOME to another"
  fi
}

# From the file every JDK has; asking java itself would take longer than the answer is worth.
java_version() {
  if [ -f "$jdk/release" ]; then
    sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$jdk/release"
  else
    "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p'
  fi
}

# Passes on what it reads, whatever bytes they are, but for the JDK's warning of the vector module.
# That one comes before anything that Gradstream says, so all behind it is passed on unread. It ends
# with its input and no sooner: a command that is interrupted may still have something to say. A
# command that ends by itself waits for it (`cli.ErrorFilter`).
without_warning() {
  trap '' INT TERM HUP
  local line
  while IFS= read -r line; do
    case $line in
      'WARNING: Using incubator modules'*) exec cat ;;
    esac
    printf '%s\n' "$line"
  done
  printf '%s' "$line"
}

# Sets flags. Commands with networks in this process want the engine's vector module, of which the
# JDK warns each time, and the heap that the JDK gives itself, a quarter of the machine's memory; for
# the others the engine's scalar twin, a small heap and the compiler that starts soon will do. What
# goes on for a while (feed) has the other compiler, too.
engine_flags() {
  local learns=no
  case ${1:-} in
    evaluate | predict | sample | generate | bench | chaos | soak | damage | demo) learns=yes ;;
  esac
  case " $* " in
    *" --help "* | *" -h "*) learns=no ;;
  esac
  if [ $learns = yes ]; then
    flags=("@$engine_args/engine.args")
    exec 2> >(without_warning >&2)
    flags+=("-Dgradstream.errorFilter=$(set +u && echo "$!")") # none of a bash before 4.4
  else
    flags=(-Xmx160m)
    [ "${1:-}" = feed ] || flags+=(-XX:TieredStopAtLevel=1)
  fi
}

# Adds the archive of the classes that commands load, which halves the time until one begins. It is
# made once for each build and JDK, where its folder may be written, and moved to its place whole: a
# JVM does not survive a torn one. One that it does not fit ignores it.
class_data() { # CLASS_PATH
  local archive=${built%/*}/commands-$version.jsa
  if [ ! "$archive" -nt "$built" ] && [ -w "${built%/*}" ]; then
    say "looks once at what commands load (JDK $version): from now on they start sooner"
    rehearse "$1" "$archive.$$" || : >"$archive.$$" # this JDK is not asked again
    mv -f "$archive.$$" "$archive"
  fi
  [ ! -s "$archive" ] || flags+=("-XX:SharedArchiveFile=$archive" '-Xlog:cds*=off')
}

rehearse() { # CLASS_PATH ARCHIVE
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=$2" "-Dgradstream.home=$root" \
    -cp "$1" io.gradstream.cli.start.Rehearsal >/dev/null 2>&1 </dev/null && [ -s "$2" ]
}

# Runs a command. Output is UTF-8 in the notation of no country, whatever the machine's locale is.
launch() { # CLASS_PATH WORDS...
  local class_path=$1
  shift
  case $root in
    *:*) fail "a Java class path cannot hold a folder with a colon in its name: $root" ;;
  esac
  engine_flags "$@"
  class_data "$class_path"
  export LC_ALL=C.UTF-8
  # shellcheck disable=SC2086 # words of a user's own
  exec "$java" "${flags[@]}" -XX:+UseSerialGC -Djava.awt.headless=true ${GRADSTREAM_JAVA_OPTS:-} \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
    -Dorg.slf4j.simpleLogger.log.io.gradstream=error "-Dgradstream.home=$root" \
    -cp "$class_path" io.gradstream.cli.Gradstream "$@"
}
