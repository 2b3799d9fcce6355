# bash completion for lumbar
_lumbar_exercises() { # what a recording can show, from the table that the tool knows
    lumbar knowledge exercises 2>/dev/null |
        awk 'function tell() { if (seen) print id } /^[a-z0-9-]+$/ { tell(); id = $0; seen = 0 } /^  (seen|like):/ { seen = 1 }
            /^  judged: no/ { seen = 0 } END { tell() }'
}
_lumbar() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]} options=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "why interview log history plan compare journal film figures knowledge validate pose motion trainee help version" -- "$word")
        return
    fi
    case $before in
    --exercise | -e)
        options=$(_lumbar_exercises) ;;
    --unit) options="kg lb" ;;
    --dates) options="dmy mdy" ;;
    --model) options="lite full heavy" ;;
    --engine) options="portable xnnpack" ;;
    --models | --knowledge | --cache) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --country | --until | --client | --edit | --remove | --weeks | --height | --threads | --size | --rate) return ;;
    *)
        case $verb in
        why) options="--answers --again --no-interview --save-answers --keep --journal --client --no-journal --report --summary --calendar --json --more --verbose --country --height --exercise --ache-at --overlay --video --show-face --model --engine --models
            --threads --language --knowledge" ;;
        interview) options="--questions --json --answers --save-answers --language --knowledge" ;;
        log) options="--undo --edit --remove --journal --client --language --knowledge" ;;
        history) options="--weeks --more --json --html --journal --client --language --knowledge" ;;
        compare) options="--report --json --height --model --engine --models --threads --journal --client --language --knowledge" ;;
        plan) options="--weeks --answers --no-interview --calendar --json --keep --journal --client --no-journal --language --knowledge" ;;
        journal) options="check backup export import forget --unit --dates --until --yes --journal --client --language --knowledge" ;;
        film) options="--language --knowledge" ;;
        figures) options="--language --knowledge" ;;
        knowledge) options="--check --file --words --language --knowledge article cases causes counts demands elsewhere exercises exposures figures findings languages levels limits log-words phrases priors questions reasons red-flags
            advice plan again claims emergency-numbers sources weights contradictions" ;;
        validate) options="--json --strict --knowledge --engine --models --cache --threads triage cases interview article fatigue history together pose plank seen" ;;
        pose) options="--output --model --engine --models --threads --language --knowledge" ;;
        motion) options="--output --json --trc --bands --height --model --engine --models --threads --language --knowledge" ;;
        trainee) options="--output --truth --list --size --rate" ;;
        help) options="--language --knowledge why interview log history plan compare journal film figures knowledge validate pose motion trainee help version" ;;
        esac ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    [[ $verb == figures && $word != -* ]] && mapfile -t COMPREPLY < <(compgen -d -- "$word")
    case $verb in why | journal | plan | compare | interview | validate | pose | motion)
        [[ $word == -* ]] || { local files; mapfile -t files < <(compgen -f -- "$word"); COMPREPLY+=("${files[@]}"); } ;;
    esac
}
complete -o filenames -F _lumbar lumbar
