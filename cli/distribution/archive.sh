#!/usr/bin/env bash
# Makes the release archive of what was built: archive.sh [FOLDER]
# FOLDER/gradstream-VERSION.tar.gz and .sha256 beside it; without FOLDER, in target/ beside this
# script. The same build gives the same bytes. Takes bash, GNU tar and gzip.
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source_tree=$(dirname "$(dirname "$here")")
to=${1:-$here/target}
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$source_tree/pom.xml" | head -n 1)
name=gradstream-$version
tree=$to/$name

fail() {
  echo "archive.sh: $*" >&2
  exit 1
}

# Copies the jars of a class path, each once, and notes their names in its order.
class_path() { # PART
  local file=$source_tree/cli/class-paths/$1/target/classpath jar names=()
  [ -f "$file" ] || fail "there is no $file; build first, with ./mvnw -DskipTests package"
  IFS=: read -r -a jars <"$file" || [ "${#jars[@]}" -gt 0 ]
  for jar in "${jars[@]}"; do
    names+=("${jar##*/}")
    if [ ! -e "$tree/lib/${jar##*/}" ]; then
      cp -L "$jar" "$tree/lib/"
      library "$jar"
    elif ! cmp -s "$jar" "$tree/lib/${jar##*/}"; then
      fail "two jars are named ${jar##*/}, and differ: $jar is the second"
    fi
  done
  (IFS=:; echo "${names[*]}") >"$tree/lib/class-paths/$1"
}

# A line about a jar that is not ours: name and licences, as its makers declare them to Maven.
library() { # JAR
  case ${1##*/} in gradstream-*) return ;; esac
  local pom
  pom=$(find "${1%/*}" -maxdepth 1 -name '*.pom' | head -n 1)
  printf '%s  %s\n' "${1##*/}" "$(licences "$pom" "${1%/*/*/*/*}")" >>"$tree/LIBRARIES.unsorted"
}

# Of a POM, or else of its parent, which lies elsewhere in the same repository.
licences() { # POM
  local pom=$1 found parent folder depth
  for depth in 1 2 3 4 5; do
    [ -f "$pom" ] || break
    found=$(tr '\n' ' ' <"$pom" | sed -n 's:</licenses>.*::; s:.*<licenses>::p' |
      grep -o '<name>[^<]*</name>' | sed 's:</*name>::g; s:  *: :g' | sort -u | paste -sd '|' |
      sed 's:|: or :g') || true
    if [ -n "$found" ]; then
      echo "$found"
      return
    fi
    parent=$(tr '\n' ' ' <"$pom" | grep -o '<parent>.*</parent>') || break
    folder=$(of groupId "$parent" | tr . /)/$(of artifactId "$parent")/$(of version "$parent")
    pom=$repository/$folder/$(of artifactId "$parent")-$(of version "$parent").pom
  done
  echo "see the jar"
}

of() { # ELEMENT XML
  sed -n "s:.*<$1>\([^<]*\)</$1>.*:\1:p" <<<"$2"
}

fill() {
  local part
  for part in broker command-line flink-application flink-session serving; do
    class_path "$part"
  done
  cp "$source_tree"/jobs/target/gradstream-jobs-*-job.jar "$source_tree"/sql/target/gradstream-sql-*-flink.jar "$tree/lib/"
  cp "$source_tree"/network/src/main/resources/io/gradstream/network/*.args "$here/launch.sh" "$tree/lib/"
  cp "$here/gradstream" "$tree/bin/"
  cp "$source_tree"/{LICENSE,README.md,CHANGELOG.md,SECURITY.md} "$tree/"
  cp -R "$source_tree"/{clients,deploy,docs,examples} "$tree/"
  {
    echo "What lib/ holds besides Gradstream, and under which licence, as the makers declare it to Maven."
    echo "Each jar is as it was published, its own licence and notice inside."
    echo
    sort "$tree/LIBRARIES.unsorted"
  } >"$tree/LIBRARIES.txt"
  rm "$tree/LIBRARIES.unsorted"
}

repository=$(tr : '\n' <"$source_tree/cli/class-paths/broker/target/classpath" | sed -n 's:/org/slf4j/.*::p' | head -n 1)
rm -rf "$tree"
mkdir -p "$tree/bin" "$tree/lib/class-paths"
fill
tar --sort=name --format=gnu --mtime='2026-01-01 00:00:00Z' --owner=0 --group=0 --numeric-owner \
  --mode='u=rwX,go=rX' -C "$to" -cf - "$name" | gzip -n -1 >"$to/$name.tar.gz"
rm -rf "$tree"
(cd "$to" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "$to/$name.tar.gz"
