#compdef lumbar
# zsh completion for lumbar
local -a verbs
verbs=(
    'why:answers, from words and recordings'
    'interview:only asks, and keeps the answers'
    'log:notes a workout or an ache'
    'history:shows days and weeks'
    'plan:plans the next weeks'
    'compare:what changed from one look to the next'
    'journal:checks, copies, exports, fills or forgets your journal'
    'film:how to film yourself'
    'figures:draws the exercises'
    'knowledge:prints the medical tables'
    'validate:our figures beside published ones'
    'pose:writes a recording as body points'
    'motion:the body in metres, and its angles'
    'trainee:films the synthetic trainee'
    'help:tells more about a command'
    'version:prints the version'
)
_lumbar_exercises() { # what a recording can show, from the table that the tool knows
    local -a exercises=(${(f)"$(lumbar knowledge exercises 2>/dev/null |
        awk 'function tell() { if (seen) print id } /^[a-z0-9-]+$/ { tell(); id = $0; seen = 0 } /^  (seen|like):/ { seen = 1 }
            /^  judged: no/ { seen = 0 } END { tell() }')"})
    _describe 'exercise' exercises
}
if (( CURRENT == 2 )); then
    _describe 'command' verbs
    return
fi
local verb=$words[2]
shift words
(( CURRENT-- ))
case $verb in
why) _arguments '(-a --answers)'{-a,--answers}'[answers from a file]:file:_files' '--no-interview[ask nothing]' \
    '--save-answers[keep the answers]:file:_files' '--keep[keep the answer in your journal]' '--journal[another journal]:file:_files' '--client[of another person]:name:' '--no-journal[leave your journal out]' '--again[look again at earlier answers]:file:_files' '(-r --report)'{-r,--report}'[write a page]:file:_files' '--summary[write a sheet for the doctor]:file:_files' '--calendar[write the day to look again]:file:_files' \
    '(-j --json)'{-j,--json}'[for programs]' '(-m --more)'{-m,--more}'[print all]' '(-v --verbose)'{-v,--verbose}'[all evidence]' \
    '--country[whom to call]:code:' '--height[height in cm]:cm:' '(-e --exercise)'{-e,--exercise}"[what was meant]:exercise:_lumbar_exercises" \
    '--ache-at[when in the recording the ache began]:time: ' '--overlay[draw on the video]:file:_files' '--video[of a file of body points, to take pictures from]:file:_files' '--show-face[do not hide faces]' \
    '--model[pose network]:size:(lite full heavy)' '--engine[what runs it]:name:(portable xnnpack)' '--models[folder of the networks]:folder:_files -/' \
    '--threads[cores]:number:' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' '*:recording:_files' ;;
interview) _arguments '(-q --questions)'{-q,--questions}'[list all questions]' '(-j --json)'{-j,--json}'[for programs]' \
    '(-a --answers)'{-a,--answers}'[go on from answers]:file:_files' \
    '(-o --save-answers)'{-o,--save-answers}'[keep the answers]:file:_files' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' ;;
log) _arguments '(-u --undo)'{-u,--undo}'[take back what was done last]' '(-e --edit)'{-e,--edit}'[change an entry]:number:' \
    '--remove[take an entry out]:number:' '--journal[another journal]:file:_files' '--client[of another person]:name:' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' ;;
history) _arguments '(-w --weeks)'{-w,--weeks}'[how many weeks]:number:' '(-m --more)'{-m,--more}'[every entry]' '(-j --json)'{-j,--json}'[for programs]' \
    '(-r --html)'{-r,--html}'[write a page]:file:_files' '--journal[another journal]:file:_files' '--client[of another person]:name:' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' ;;
plan) _arguments '(-w --weeks)'{-w,--weeks}'[how many weeks]:number:' '(-a --answers)'{-a,--answers}'[answers from a file]:file:_files' \
    '--no-interview[ask nothing]' '--calendar[its days as a calendar file]:file:_files' '(-j --json)'{-j,--json}'[for programs]' \
    '--keep[keep the answer in your journal]' '--journal[another journal]:file:_files' '--client[of another person]:name:' \
    '--no-journal[leave your journal out]' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' ;;
compare) _arguments '(-r --report)'{-r,--report}'[write it as a page too]:file:_files' '(-j --json)'{-j,--json}'[for programs]' '--height[height in cm]:cm:' '--model[pose network]:size:(lite full heavy)' \
    '--engine[what runs it]:name:(portable xnnpack)' '--models[folder of the networks]:folder:_files -/' '--threads[cores]:number:' \
    '--journal[another journal]:file:_files' '--client[of another person]:name:' '--language[speak this language]:code:' \
    '--knowledge[folder of tables]:folder:_files -/' '*:look:_files' ;;
journal) _arguments '--unit[of weights]:unit:(kg lb)' '--dates[which comes first]:order:(dmy mdy)' '--until[forget until that day]:day:' '--yes[do not ask]' \
    '--journal[another journal]:file:_files' '--client[of another person]:name:' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' '1:action:(check backup export import forget)' '*:file:_files' ;;
figures) _arguments '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' '1:folder:_files -/' ;;
knowledge) _arguments '(-c --check)'{-c,--check}'[look for mistakes]' '(-f --file)'{-f,--file}'[as a file of the table stands]' '(-w --words)'{-w,--words}'[what a person reads]' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' \
    '1:table:(article cases causes elsewhere exercises figures findings languages levels limits log-words phrases priors questions reasons red-flags advice plan again claims emergency-numbers sources weights contradictions)' ;;
validate) _arguments '(-j --json)'{-j,--json}'[for programs]' '--knowledge[folder of tables]:folder:_files -/' \
    '--strict[exit status 1 where a mark is missed]' '--engine[what runs it]:name:(portable xnnpack)' '--models[folder of the networks]:folder:_files -/' '--threads[cores]:number:' \
    '--cache[pose: where rendered scenarios are kept]:folder:_files -/' \
    '1:name:(triage cases interview article fatigue history together pose plank seen)' '*:file:_files' ;;
pose) _arguments '(-o --output)'{-o,--output}'[where to write]:file:_files' '--model[pose network]:size:(lite full heavy)' \
    '--engine[what runs it]:name:(portable xnnpack)' '--models[folder of the networks]:folder:_files -/' '--threads[cores]:number:' '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' '*:video:_files' ;;
motion) _arguments '(-o --output)'{-o,--output}'[where to write]:file:_files' '(-j --json)'{-j,--json}'[for programs]' \
    '--trc[for OpenSim]' '--bands[with 95 % bands]' '--height[height in cm]:cm:' '--model[pose network]:size:(lite full heavy)' \
    '--engine[what runs it]:name:(portable xnnpack)' '--models[folder of the networks]:folder:_files -/' '--threads[cores]:number:' \
    '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' '1:recording:_files' ;;
trainee) _arguments '(-o --output)'{-o,--output}'[the film]:file:_files' '--truth[angles and points]:file:_files' \
    '--list[all scenarios]' '--size[width of the picture]:px:' '--rate[frames a second]:number:' '1:scenario:' ;;
help) _arguments '--language[speak this language]:code:' '--knowledge[folder of tables]:folder:_files -/' "1:command:(${verbs%%:*})" ;;
esac
