"""What happens in a turn: context of the conversation, plan, and the policy that carries it out."""
