/*
 * Who may write: claim, decide, commit, forward, take over. README.md says what is left out and why.
 *
 * Sizes, given by -D: NODES and COMMANDS (2 or 3), CLAIMS (how often initTransactions may be called in
 * all), and budgets of faults: CRASHES, LOST (answers of the broker that do not come; transactions that
 * the coordinator ends by itself), LEAVES (clean shutdowns), REBUILDS (of a view), EXPIRE (1: commands
 * have deadlines). Every other name after an #ifdef plants a bug, which must be found.
 */
#ifndef NODES
#define NODES 2
#endif
#ifndef COMMANDS
#define COMMANDS 2
#endif
#ifndef CLAIMS
#define CLAIMS 3
#endif
#ifndef CRASHES
#define CRASHES 0
#endif
#ifndef LOST
#define LOST 0
#endif
#ifndef LEAVES
#define LEAVES 0
#endif
#ifndef REBUILDS
#define REBUILDS 0
#endif
#ifndef EXPIRE
#define EXPIRE 0
#endif

/* ---- The log. Places count from 1; what lies behind `end` is the open transaction. ---- */

#define BARRIER  1
#define RELEASED 2
#define REGISTER 3
#define DELETE   4

typedef Record {
  byte kind;
  byte who;           /* of a barrier its node, otherwise the command */
  byte id;            /* the schema's id */
  byte under          /* the claim it was decided under */
};
/* What is decided but for barriers is checked, so the log is no longer than this. */
Record log[CLAIMS + LEAVES + 2 * COMMANDS + 1];
byte end;             /* the last place that readers see: read_committed */
byte lastBarrier;     /* of those that readers see */
byte place[COMMANDS]; /* where a command's record is, once its commit is decided; 0: nowhere */
bool seeded;          /* subject 0 was registered, with id 1, before all this */

/* ---- The broker, as far as the one transactional id goes. ---- */

#define NONE    0
#define OPEN    1
#define DECIDED 2     /* committed for ever, but the markers are still to be written */

byte transaction;
byte size;            /* records in it */
byte owner;           /* the node whose transaction it is */
byte epoch;           /* given out by the last initTransactions */
bool asked;           /* a request to commit is on its way to the broker */

/* ---- Nodes. ---- */

#define NOBODY   0    /* also a writer that was fenced: what is left of it is in its commands */
#define CLAIMING 1    /* initTransactions is done, the barrier is to be sent */
#define BARRING  2    /* the barrier is sent and its commit asked for */
#define WAITING  3    /* for the own view to apply the barrier */
#define WRITER   4
#define LEAVING  5
#define LEFT     6

#define IDLE     0
#define DECIDING 1    /* a batch is decided, in memory only */
#define SENT     2    /* it is in the open transaction */
#define ENDING   3    /* its commit is asked for */
#define APPLYING 4    /* it is committed; the own view must come to it */
#define ASKING   5    /* it writes nothing: where does the log end? */

typedef Node {
  byte role;
  byte epoch;           /* of its producer */
  byte claim;           /* the place of its barrier; 0: none */
  byte phase;           /* of the batch in flight */
  byte batch[COMMANDS]; /* what was decided for each command of it; 0: not in it */
  byte decidedOn;       /* the place of the state that was decided on */
  byte target;          /* the last place of what was sent */
  bool told;            /* the broker's answer: the commit is decided */
  byte inbox[COMMANDS]; /* a forward on its way here, or queued here: the claim it names */
  byte view;            /* the prefix of the log that it has applied */
  byte barrier;         /* the last barrier in that prefix */
  byte fresh            /* a rebuild's prefix + 1; 0: no rebuild */
};
Node node[NODES];

/* A decision in a byte: there is one, whether it writes, the schema's id (0: refused). */
#define MADE   64
#define WRITES 32
#define ID     31
#define BUSY   1      /* no decision: 503 */

/* ---- Commands, as their origin sees them. ---- */

#define NEW        0
#define QUEUED     1  /* surely not written */
#define IN_BATCH   2  /* in the origin's own batch */
#define FORWARDED  3
#define UNRESOLVED 4  /* it may have been written under `under` */
#define DONE       5
#define NOT_DONE   6  /* answered with a refusal, "already registered" or 503 */
#define UNKNOWN    7  /* the node died, or 50002 */

typedef Command {
  byte kind;          /* REGISTER or DELETE */
  byte subject;
  byte origin;
  byte state;
  byte under;         /* the claim of the last try */
  byte answer;        /* a holder's decision on its way to the origin; 0: none */
  byte answerUnder;   /* the claim that the forward named */
  byte answerPlace;   /* the origin answers when its view is here */
  byte floor          /* for the check: what earlier answers rest on when it is called */
};
Command command[COMMANDS];

byte known;           /* for the check: the last place that any answer rests on */
byte claims; byte crashes; byte lost; byte leaves; byte rebuilds;

/* Scratch within one step, no part of the state. */
hidden byte i; hidden byte j; hidden byte k;
hidden byte highest; hidden byte live[2]; hidden byte decision; hidden byte found;

/* ---- Decide: a pure function of the state and the command. ---- */

/* The state at a place. A delete does not free an id (that is what the counter is for). */
inline replay(upTo) {
  live[0] = seeded; live[1] = 0; highest = seeded;
  i = 1;
  do
  :: i > upTo -> break
  :: else ->
    if
    :: log[i].kind == REGISTER -> highest = log[i].id; live[command[log[i].who].subject] = log[i].id
    :: log[i].kind == DELETE -> live[command[log[i].who].subject] = 0
    :: else
    fi;
    i++
  od;
  skip
}

/* Decides on the fork that `replay` left, and applies the decision to it. */
inline decide(c) {
  if
  :: command[c].kind == REGISTER && live[command[c].subject] == 0 ->
     highest++; live[command[c].subject] = highest;
     decision = MADE + WRITES + highest
  :: command[c].kind == REGISTER && live[command[c].subject] != 0 -> /* already registered */
     decision = MADE + live[command[c].subject]
  :: command[c].kind == DELETE && live[command[c].subject] != 0 ->
     decision = MADE + WRITES + live[command[c].subject];
     live[command[c].subject] = 0
  :: else -> decision = MADE                                         /* 404 */
  fi
}

/* ---- The checks. ---- */

/* Each record of a transaction must be right where it stands, at the moment its commit is decided. */
inline checkCommit() {
  j = end + 1;
  do
  :: j > end + size -> break
  :: log[j].kind <= RELEASED && j <= end + size -> j++
  :: else ->
    assert(place[log[j].who] == 0);                     /* a command is committed twice */
    assert(command[log[j].who].state != NOT_DONE);      /* "not done" was answered for what is in the log */
    i = 1; found = 0;
    do
    :: i == j -> break
    :: log[i].kind <= RELEASED && i < j -> found = i; i++
    :: else ->
      assert(log[i].kind != REGISTER || log[j].kind != REGISTER || log[i].id != log[j].id); /* an id is given out twice */
      i++
    od;
    assert(found == log[j].under && log[found].kind == BARRIER); /* a later barrier lies before a decision */
    replay(j - 1);
    decide(log[j].who);
    assert(decision == MADE + WRITES + log[j].id);      /* decided on another state than that at its place */
    place[log[j].who] = j;
    j++
  od
}

/* An answered command leaves nothing behind that would tell states apart. */
inline forget(c) {
  command[c].under = 0; command[c].floor = 0;
  command[c].answer = 0; command[c].answerUnder = 0; command[c].answerPlace = 0
}

/*
 * The origin answers. With the log as the witness: what was written counts at its record's place, and
 * an answer that wrote nothing at the first place since the call at which it is right. Each must lie
 * behind whatever earlier answers rest on: that is linearizability.
 */
inline reply(c, what) {
  if
  :: what & WRITES ->
     j = place[c];
     assert(j != 0 && MADE + WRITES + log[j].id == what); /* what was acknowledged is not in the log */
     assert(j > command[c].floor);                        /* a write counts before it was called */
     command[c].state = DONE
  :: else ->
     assert(place[c] == 0);                               /* "not done" is answered for what is in the log */
     j = command[c].floor;
     do
     :: j <= end ->
        replay(j);
        decide(c);
        if
        :: decision == what -> break
        :: else -> j++
        fi
     :: else -> assert(false); break                      /* it was true at no moment since the call */
     od;
     command[c].state = NOT_DONE
  fi;
  assert(node[command[c].origin].view >= j);              /* who asked cannot read it where it asked */
  if
  :: j > known -> known = j
  :: else
  fi;
  forget(c)
}

/* ---- The broker. ---- */

#ifdef NO_FENCE
#define VALID(n) (n == n)
#define MAY_INIT (transaction == NONE)
#else
#define VALID(n) (node[n].epoch == epoch)
#define MAY_INIT (transaction != DECIDED)   /* or CONCURRENT_TRANSACTIONS, and tried again */
#endif

/* A new epoch: what is open is aborted, whoever holds an older one is locked out. */
inline fence() {
  i = end + 1;
  do
  :: i > end + size -> break
  :: else -> log[i].kind = 0; log[i].who = 0; log[i].id = 0; log[i].under = 0; i++
  od;
  transaction = NONE; size = 0; owner = 0; asked = false;
  epoch++
}

inline send(writer, what, by, schema) {
  size++;
  log[end + size].kind = what; log[end + size].who = by;
  log[end + size].id = schema; log[end + size].under = node[writer].claim;
  transaction = OPEN; owner = writer; node[writer].target = end + size
}

proctype Broker() {
end_broker:
  do
  /* Decided: nothing takes it back. The producer may hear of it from now on, or never. */
  :: d_step { asked ->
       printf("broker: the commit of node %d is decided\n", owner);
       checkCommit();
       transaction = DECIDED; asked = false; node[owner].told = true }
  /* Readers see it: the markers are written. */
  :: d_step { transaction == DECIDED ->
       printf("broker: readers see places %d to %d\n", end + 1, end + size);
       i = end + 1;
       do
       :: i > end + size -> break
       :: else ->
         if
         :: log[i].kind <= RELEASED -> lastBarrier = i
         :: else
         fi;
         i++
       od;
       end = end + size; size = 0; owner = 0; transaction = NONE }
  /* The coordinator ends a transaction for its age; or an initTransactions that was given up arrives. */
  :: d_step { lost > 0 && epoch > 0 && transaction != DECIDED ->
       printf("broker: whoever writes is fenced\n");
       lost--; fence() }
  od
}

/* ---- A node: its role, the batch in flight, its view. ---- */

#define WANTS(n, c)   (command[c].origin == n && (command[c].state == QUEUED || command[c].state == UNRESOLVED))
#define QUEUES(n, c)  ((command[c].origin == n && command[c].state == QUEUED) || node[n].inbox[c] != 0)
#define WAITS(n, c)   (command[c].origin == n && command[c].state != NEW && command[c].state < DONE)
#define REFUSABLE(n, c) (node[n].inbox[c] != 0 && node[n].inbox[c] == node[n].claim && node[n].batch[c] == 0 && \
                        command[c].state == FORWARDED && command[c].under == node[n].claim)
#define SETTLED(c)    (command[c].state >= DONE || (command[c].state == NEW && node[command[c].origin].role == LEFT))
#if COMMANDS == 2
#define ANY(what, n) (what(n, 0) || what(n, 1))
#define ALL_SETTLED  (SETTLED(0) && SETTLED(1))
#else
#define ANY(what, n) (what(n, 0) || what(n, 1) || what(n, 2))
#define ALL_SETTLED  (SETTLED(0) && SETTLED(1) && SETTLED(2))
#endif

/* The claim is gone, and with it every forward that names it: 421. */
inline resign(n, next) {
  node[n].role = next; node[n].claim = 0; node[n].target = 0; node[n].told = false;
#ifndef OLD_CLAIM_EXECUTED
  k = 0;
  do
  :: k < COMMANDS -> node[n].inbox[k] = 0; k++
  :: else -> break
  od;
  skip
#endif
}

/* Decides what is queued here on a fork of the view, and forwards that name the claim held. */
inline decideBatch(n) {
  replay(node[n].view);
  node[n].decidedOn = node[n].view;
  node[n].phase = ASKING;
  k = 0;
  do
  :: k == COMMANDS -> break
  :: else ->
    if
    :: command[k].origin == n && command[k].state == QUEUED ->
       decide(k); node[n].batch[k] = decision;
       command[k].state = IN_BATCH
#ifdef OLD_CLAIM_EXECUTED
    :: node[n].inbox[k] != 0 ->
#else
    :: node[n].inbox[k] != 0 && node[n].inbox[k] == node[n].claim ->
#endif
       decide(k); node[n].batch[k] = decision
    :: else -> node[n].inbox[k] = 0             /* 421 */
    fi;
    if
    :: node[n].batch[k] & WRITES -> node[n].phase = DECIDING
    :: else
    fi;
    k++
  od;
  skip
}

inline sendBatch(n) {
  k = 0;
  do
  :: k == COMMANDS -> break
  :: node[n].batch[k] & WRITES && k < COMMANDS ->
     send(n, command[k].kind, k, node[n].batch[k] & ID); k++
  :: else -> k++
  od;
  node[n].phase = SENT; node[n].told = false
}

/* No batch is in flight any more. */
inline rest(n) {
  node[n].phase = IDLE; node[n].decidedOn = 0; node[n].target = 0; node[n].told = false;
  k = 0;
  do
  :: k < COMMANDS -> node[n].batch[k] = 0; k++
  :: else -> break
  od;
  skip
}

/* Answers the batch: the own commands, and by message those that were forwarded. */
inline answerBatch(n, at) {
  k = 0;
  do
  :: k == COMMANDS -> break
  :: node[n].batch[k] == 0 && k < COMMANDS -> k++
  :: else ->
    if
    :: command[k].origin == n && command[k].state == IN_BATCH -> reply(k, node[n].batch[k])
    :: command[k].origin != n ->
#ifndef LATE_ANSWER_TAKEN
       if  /* an answer that nobody waits for is lost on the way at once */
       :: command[k].state == FORWARDED && command[k].under == node[n].inbox[k] ->
#endif
       command[k].answer = node[n].batch[k];
       command[k].answerUnder = node[n].inbox[k];
       command[k].answerPlace = at
#ifndef LATE_ANSWER_TAKEN
       :: else
       fi
#endif
       ;
       node[n].inbox[k] = 0
    :: else
    fi;
    k++
  od;
  rest(n)
}

/* The batch failed. What was forwarded here is dropped: its origin finds out by itself. */
inline lose(n, maybeWritten) {
  k = 0;
  do
  :: k == COMMANDS -> break
  :: command[k].origin == n && command[k].state == IN_BATCH && k < COMMANDS ->
    if
#ifdef REFUSAL_UNPROVEN
    :: !(node[n].batch[k] & WRITES) -> reply(k, node[n].batch[k])
#endif
    :: maybeWritten && (node[n].batch[k] & WRITES) ->
#ifdef REQUEUE_WITHOUT_BARRIER
       command[k].state = QUEUED
#else
       command[k].state = UNRESOLVED; command[k].under = node[n].claim
#endif
    :: else -> command[k].state = QUEUED
    fi;
    k++
  :: else -> k++
  od;
  rest(n);
  resign(n, NOBODY)
}

/* The node dies and comes back with nothing but what it reads. */
inline crash(n) {
  rest(n);
  resign(n, NOBODY);
  node[n].epoch = 0; node[n].view = 0; node[n].barrier = 0; node[n].fresh = 0;
  k = 0;
  do
  :: k == COMMANDS -> break
  :: else ->
    node[n].inbox[k] = 0;
    if
    :: WAITS(n, k) -> command[k].state = UNKNOWN; forget(k)
    :: else
    fi;
    k++
  od;
  skip
}

proctype Registry(byte n) {
end_node:
  do
  /* -- The claim: initTransactions, barrier, wait for the own view. -- */
  :: d_step { node[n].role == NOBODY && claims < CLAIMS && MAY_INIT && ANY(WANTS, n) ->
       printf("node %d claims: initTransactions\n", n);
       claims++;
#ifdef NO_FENCE
       epoch++;
#else
       fence();
#endif
       node[n].epoch = epoch; node[n].told = false; node[n].role = CLAIMING }
  :: d_step { node[n].role == CLAIMING && VALID(n) && transaction == NONE ->
       printf("node %d sends a barrier\n", n);
       send(n, BARRIER, n, 0); asked = true; node[n].role = BARRING }
  :: d_step { node[n].role == BARRING && node[n].told ->
       printf("node %d has claim %d\n", n, node[n].target);
       node[n].claim = node[n].target; node[n].target = 0; node[n].told = false;
       node[n].role = WAITING }
#ifdef NO_BARRIER_WAIT
  :: d_step { node[n].role == WAITING ->
       printf("node %d is the writer\n", n); node[n].role = WRITER }
#else
  :: d_step { node[n].role == WAITING && node[n].barrier == node[n].claim ->
       printf("node %d is the writer\n", n); node[n].role = WRITER }
#endif
  /* Fenced while claiming, or the broker's answer did not come. */
  :: d_step { (node[n].role == CLAIMING || node[n].role == BARRING) && !VALID(n) ->
       printf("node %d is fenced while it claims\n", n); resign(n, NOBODY) }
  :: d_step { (node[n].role == CLAIMING || node[n].role == BARRING) && lost > 0 ->
       printf("node %d hears nothing of its claim\n", n); lost--; resign(n, NOBODY) }
  /* The view shows a later claim. */
  :: d_step { (node[n].role == WAITING || node[n].role == WRITER) && node[n].phase == IDLE &&
              node[n].barrier > node[n].claim ->
       printf("node %d sees a later claim\n", n); resign(n, NOBODY) }

  /* -- The batch. -- */
  :: d_step { node[n].role == WRITER && node[n].phase == IDLE && node[n].barrier <= node[n].claim &&
              ANY(QUEUES, n) ->
       printf("node %d decides at %d, under claim %d\n", n, node[n].view, node[n].claim);
       decideBatch(n) }
  :: d_step { node[n].phase == DECIDING && VALID(n) && transaction == NONE ->
       printf("node %d sends its batch\n", n); sendBatch(n) }
  :: d_step { node[n].phase == SENT && VALID(n) ->
       printf("node %d asks for the commit\n", n); asked = true; node[n].phase = ENDING }
  :: d_step { node[n].phase == ENDING && node[n].told ->
       printf("node %d hears that it is committed\n", n); node[n].told = false; node[n].phase = APPLYING }
#ifdef REPLY_BEFORE_APPLIED
  :: d_step { node[n].phase == APPLYING ->
       printf("node %d answers its batch\n", n); answerBatch(n, node[n].target) }
#else
  :: d_step { node[n].phase == APPLYING && node[n].view >= node[n].target ->
       printf("node %d answers its batch\n", n); answerBatch(n, node[n].target) }
#endif
  /* It failed before the commit was asked for: nobody will ask any more, so it is surely not written. */
  :: d_step { (node[n].phase == DECIDING || node[n].phase == SENT) && !VALID(n) ->
       printf("node %d is fenced before its commit\n", n); lose(n, false) }
  :: d_step { (node[n].phase == DECIDING || node[n].phase == SENT) && lost > 0 ->
       printf("node %d fails before its commit\n", n); lost--; lose(n, false) }
  /* Fenced, or without an answer, after that: written or not, now or later. */
#ifdef SWALLOW_COMMIT_ERROR
  :: d_step { node[n].phase == ENDING && !VALID(n) ->
       printf("node %d overlooks an error of its commit\n", n); node[n].told = false; node[n].phase = APPLYING }
#else
  :: d_step { node[n].phase == ENDING && !VALID(n) ->
       printf("node %d is fenced at its commit\n", n); lose(n, true) }
  :: d_step { node[n].phase == ENDING && lost > 0 ->
       printf("node %d hears nothing of its commit\n", n); lost--; lose(n, true) }
#endif
  /* Nothing to write: true if nothing was written behind the state that was decided on. */
#ifdef EMPTY_UNCONFIRMED
  :: d_step { node[n].phase == ASKING ->
       printf("node %d answers a batch that writes nothing\n", n); answerBatch(n, end) }
#else
  :: d_step { node[n].phase == ASKING && node[n].decidedOn >= end ->
       printf("node %d answers a batch that writes nothing\n", n); answerBatch(n, end) }
#endif
  :: d_step { node[n].phase == ASKING && node[n].decidedOn < end ->
       printf("node %d finds the log longer: it decides again\n", n);
       k = 0;
       do
       :: k == COMMANDS -> break
       :: command[k].origin == n && command[k].state == IN_BATCH && k < COMMANDS ->
          command[k].state = QUEUED; k++
       :: else -> k++
       od;
       rest(n) }

  /* -- The view. -- */
  :: d_step { node[n].view < end && node[n].fresh == 0 && node[n].role != LEFT ->
       node[n].view++;
       printf("node %d has applied %d\n", n, node[n].view);
       if
       :: log[node[n].view].kind <= RELEASED -> node[n].barrier = node[n].view
       :: else
       fi }
  :: d_step { rebuilds > 0 && node[n].fresh == 0 && node[n].role != LEFT ->
       printf("node %d begins to rebuild its view\n", n);
       rebuilds--; node[n].fresh = 1 }
  :: d_step { node[n].fresh != 0 && node[n].fresh <= end -> node[n].fresh++ }
#ifdef SWAP_EARLY
  :: d_step { node[n].fresh != 0 ->
#else
  :: d_step { node[n].fresh > node[n].view ->
#endif
       printf("node %d goes from %d to its rebuilt view at %d\n", n, node[n].view, node[n].fresh - 1);
       node[n].view = node[n].fresh - 1; node[n].fresh = 0; node[n].barrier = 0;
       i = 1;
       do
       :: i > node[n].view -> break
       :: log[i].kind <= RELEASED && i <= node[n].view -> node[n].barrier = i; i++
       :: else -> i++
       od;
       skip }

  /* -- A clean shutdown of a holder: nobody waits here, no batch is in flight. -- */
  :: d_step { leaves > 0 && node[n].role == WRITER && node[n].phase == IDLE && !ANY(WAITS, n) ->
       printf("node %d leaves\n", n); leaves--; resign(n, LEAVING) }
  :: d_step { node[n].role == LEAVING && VALID(n) && transaction == NONE ->
       printf("node %d releases its claim\n", n);
       send(n, RELEASED, n, 0); asked = true; node[n].role = LEFT; node[n].target = 0 }
  :: d_step { node[n].role == LEAVING && !VALID(n) -> node[n].role = LEFT }
#ifdef RELEASED_TOO_EARLY
  :: d_step { leaves > 0 && node[n].role == WRITER && node[n].phase == IDLE && VALID(n) && transaction == NONE ->
       printf("node %d releases its claim and goes on\n", n);
       leaves--; send(n, RELEASED, n, 0); asked = true; node[n].target = 0 }
#endif

#if EXPIRE
  /* The holder's queue is full, or the forwarded command's time is up before its turn. */
  :: d_step { node[n].role == WRITER && ANY(REFUSABLE, n) ->
       printf("node %d answers a forward: busy\n", n);
       k = 0;
       do
       :: k == COMMANDS -> break
       :: else ->
         if
         :: REFUSABLE(n, k) ->
            node[n].inbox[k] = 0;
            command[k].answer = BUSY; command[k].answerUnder = node[n].claim
         :: else
         fi;
         k++
       od;
       skip }
#endif

  :: d_step { crashes > 0 && node[n].role != LEFT ->
       printf("node %d dies, and starts again\n", n); crashes--; crash(n) }
  od
}

/* ---- A command at its origin. ---- */

#define O         (command[c].origin)
#define HOLDER    (log[node[O].barrier].who)
#define IN_VIEW   (place[c] != 0 && place[c] <= node[O].view)

inline forward(c, to, claim) {
  printf("command %d is forwarded to node %d, claim %d\n", c, to, claim);
  node[to].inbox[c] = claim;
  command[c].under = claim; command[c].state = FORWARDED
}

proctype Client(byte c) {
end_client:
  do
  :: d_step { command[c].state == NEW && node[O].role < LEAVING ->
       printf("command %d is called at node %d\n", c, O);
       command[c].state = QUEUED; command[c].floor = known }

  /* The holder that the own view knows of. Its claim is later than that of any earlier try. */
  :: d_step { command[c].state == QUEUED && node[O].role == NOBODY && node[O].barrier != 0 &&
              log[node[O].barrier].kind == BARRIER && HOLDER != O ->
       forward(c, HOLDER, node[O].barrier) }
#ifdef FORWARD_BY_HINT
  /* A 421 names a claim that the own view has not come to. */
  :: d_step { command[c].state == UNRESOLVED && node[O].role == NOBODY && lastBarrier > command[c].under &&
              log[lastBarrier].kind == BARRIER && log[lastBarrier].who != O ->
       forward(c, log[lastBarrier].who, lastBarrier) }
#endif

  /* The answer of the try that is waited for; not before the own view is where the answer was given. */
#ifdef LATE_ANSWER_TAKEN
#define AWAITED (command[c].state < DONE && command[c].state != IN_BATCH)
#else
#define AWAITED (command[c].state == FORWARDED && command[c].answerUnder == command[c].under)
#endif
#ifdef ANSWER_PASSED_ON_AT_ONCE
#define REACHED true
#else
#define REACHED (node[O].view >= command[c].answerPlace)
#endif
  :: d_step { command[c].answer >= MADE && AWAITED && REACHED ->
       printf("command %d is answered as its holder said\n", c);
       reply(c, command[c].answer) }

  /* No answer, a 421, a connection that broke: all the same. A late answer is not taken any more. */
  :: d_step { command[c].state == FORWARDED ->
       printf("command %d is not waited for any more\n", c);
#ifdef FORWARD_AGAIN
       command[c].state = QUEUED
#else
       command[c].state = UNRESOLVED
#endif
#ifndef LATE_ANSWER_TAKEN
       ; command[c].answer = 0; command[c].answerUnder = 0; command[c].answerPlace = 0
#endif
     }

  /* The own view decides what became of it: it has the record, or a barrier behind the last try. */
  :: d_step { (command[c].state == FORWARDED || command[c].state == UNRESOLVED) && IN_VIEW ->
       printf("command %d is found in the log\n", c);
       reply(c, MADE + WRITES + log[place[c]].id) }
  :: d_step { command[c].state == UNRESOLVED && !IN_VIEW && node[O].barrier > command[c].under ->
       printf("command %d is not in the log and never will be\n", c);
       command[c].state = QUEUED; command[c].under = 0 }

#if EXPIRE
  /* A deadline: 503 for what is surely not written, or else 50002. */
  :: d_step { command[c].answer == BUSY && AWAITED ->
       assert(place[c] == 0);                             /* "not done" is answered for what is in the log */
       printf("command %d is answered 503 by its holder\n", c); command[c].state = NOT_DONE; forget(c) }
  :: d_step { command[c].state == QUEUED ->
       printf("command %d is answered 503\n", c); command[c].state = NOT_DONE; forget(c) }
#ifdef EXPIRED_AS_NOT_DONE
  :: d_step { command[c].state == UNRESOLVED ->
       printf("command %d is answered 503\n", c); command[c].state = NOT_DONE; forget(c) }
#else
  :: d_step { command[c].state == UNRESOLVED ->
       printf("command %d is answered 50002\n", c); command[c].state = UNKNOWN; forget(c) }
#endif
#endif
  od
}

/* Nothing can move any more: then everybody has an answer, or the claims of this run are used up. */
#ifndef PLANTED   /* a planted bug must be found by what it does, not by what it stops */
proctype Stuck() {
end_stuck:
  timeout -> assert(ALL_SETTLED || claims == CLAIMS)      /* nothing moves, and somebody waits */
}
#endif

/* Any workload: who asks whom for what. Nodes and subjects are alike, so some are left out. */
init {
  atomic {
    crashes = CRASHES; lost = LOST; leaves = LEAVES; rebuilds = REBUILDS;
    if :: seeded = true :: seeded = false fi;
    if :: command[0].kind = REGISTER :: command[0].kind = DELETE fi;
    if :: command[1].kind = REGISTER :: command[1].kind = REGISTER; command[1].subject = 1 :: command[1].kind = DELETE fi;
    if :: command[1].origin = 0 :: command[1].origin = 1 fi;
#if COMMANDS == 3
    if :: command[2].kind = REGISTER :: command[2].kind = REGISTER; command[2].subject = 1 :: command[2].kind = DELETE fi;
    if
    :: command[2].origin = 0
    :: command[2].origin = 1
#if NODES == 3
    :: command[2].origin = 2
#endif
    fi;
#endif
    run Broker();
    run Registry(0); run Registry(1);
#if NODES == 3
    run Registry(2);
#endif
    run Client(0); run Client(1);
#if COMMANDS == 3
    run Client(2);
#endif
#ifndef PLANTED
    run Stuck()
#endif
  }
}
